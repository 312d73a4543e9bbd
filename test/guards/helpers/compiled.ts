import ts from 'typescript';

/** What a compiled file asks for beyond its own scope. */
export interface Uses {
	/** Module names in `require()` and `import`. */
	modules: string[];
	/** Anything that cannot ship: a global that n8n forbids, or a module name that is computed. */
	forbidden: string[];
}

/** Names that must not appear in shipped code, but as the name of a member. */
const FORBIDDEN = new Set(
	[
		'process global globalThis window self eval Function WebAssembly fetch XMLHttpRequest WebSocket',
		'setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask',
		'__dirname __filename',
	].flatMap((names) => names.split(' ')),
);

/** Reads one JavaScript file; comments and texts do not count. */
export function usesOf(code: string): Uses {
	const uses: Uses = { modules: [], forbidden: [] };
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && loadsModule(node)) {
			const [name] = node.arguments;
			if (name && ts.isStringLiteralLike(name)) uses.modules.push(name.text);
			else uses.forbidden.push(node.getText());
		} else if (
			(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
			node.moduleSpecifier
		) {
			uses.modules.push((node.moduleSpecifier as ts.StringLiteral).text);
		} else if (ts.isIdentifier(node) && FORBIDDEN.has(node.text) && !isMemberName(node)) {
			uses.forbidden.push(node.text);
		} else if (ts.isIdentifier(node) && node.text === 'require' && !isCallee(node)) {
			uses.forbidden.push('require, other than in a call');
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('file.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
	return uses;
}

function loadsModule({ expression }: ts.CallExpression): boolean {
	return (
		expression.kind === ts.SyntaxKind.ImportKeyword ||
		(ts.isIdentifier(expression) && expression.text === 'require')
	);
}

const isCallee = (node: ts.Identifier) =>
	ts.isCallExpression(node.parent) && node.parent.expression === node;

function isMemberName(node: ts.Identifier): boolean {
	const { parent } = node;
	return (
		(ts.isPropertyAccessExpression(parent) && parent.name === node) ||
		((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node)
	);
}
