import ts from 'typescript';

export interface SourceFile {
	/** Relative to the repository, with forward slashes. */
	path: string;
	text: string;
}

const MAX_LINES = 250;
/** What an action node is, and how it is wired: more belongs beside it. */
const MAX_ACTION_NODE_LINES = 60;

/** The parts of the transport that an operation may know: none of them sends anything. */
const PASSIVE_TRANSPORT = ['api', 'body', 'halves', 'multipart', 'path', 'paginate', 'response'];

/** Where a file of nodes/ or credentials/ leaves the layout that docs/architecture.md describes. */
export function layoutProblems({ path, text }: SourceFile): string[] {
	const problems: string[] = [];
	const lines = text.trimEnd().split('\n').length;
	if (lines > MAX_LINES) problems.push(`${path} has ${lines} lines, more than ${MAX_LINES}`);
	if (/(?<!Trigger)\.node\.ts$/.test(path) && lines > MAX_ACTION_NODE_LINES) {
		problems.push(`${path} has ${lines} lines, more than ${MAX_ACTION_NODE_LINES}`);
	}
	if (/\/actions\//.test(path)) {
		const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
		for (const word of ['getNodeParameter', 'httpRequest', 'getCredentials', 'getInputData']) {
			if (text.includes(word)) problems.push(`${path} uses ${word}, which is the engine's part`);
		}
		for (const name of imports) {
			const transport = /\/transport(?:\/(\w+))?$/.exec(name);
			if (transport && !PASSIVE_TRANSPORT.includes(transport[1])) {
				problems.push(`${path} imports ${name}: operations only describe requests`);
			}
			if (/\/engine\/(?!operation$)/.test(name)) {
				problems.push(`${path} imports ${name}: of the engine, operations know operation.ts only`);
			}
		}
	}
	return problems;
}

/** Icons must be SVG, square, and not the same for light and dark. */
export function iconProblems(light: SourceFile, dark: SourceFile): string[] {
	const problems = [light, dark].flatMap(({ path, text }) => [
		...(/^<svg[\s>]/.test(text.trim()) ? [] : [`${path} is no SVG`]),
		...(isSquare(text) ? [] : [`${path} is not square`]),
		...(/<script|href=|<image/i.test(text) ? [`${path} loads or runs something`] : []),
	]);
	if (light.text.trim() === dark.text.trim()) {
		problems.push(`${light.path} and ${dark.path} are the same`);
	}
	return problems;
}

function isSquare(svg: string): boolean {
	const [, width, height] = /viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
	return width !== undefined && width === height;
}
