import { UserError } from 'n8n-workflow';

/** What Genesys takes in no name of a file, white space besides. */
const FORBIDDEN = /[\s\\{^}%`\]">[~<#|]/g;

const ADVICE = 'Set another one in File Name, which Upload has in Options.';

/** Looks at the name of a file before it is announced. @throws UserError when Genesys would refuse it */
export function checkFileName(name: string): void {
	if (name === '') {
		throw new UserError('The file has no name', { description: ADVICE });
	}
	const found = [...new Set(name.match(FORBIDDEN) ?? [])].map((one) =>
		one.trim() ? one : 'white space',
	);
	const reasons = [
		...(name.startsWith('.') ? ['begins with a dot'] : []),
		...(name.endsWith('/') ? ['ends with a slash'] : []),
		...(found.length > 0 ? [`has ${found.join(' ')}`] : []),
	];
	if (reasons.length === 0) return;
	throw new UserError(`Genesys does not take the file name "${name}": it ${reasons.join(', ')}`, {
		description: ADVICE,
	});
}

/** @throws UserError when there is nothing in it */
export function checkSize(size: number): void {
	if (size > 0) return;
	throw new UserError('The file is empty', {
		description: 'Genesys takes files of one byte or more.',
	});
}
