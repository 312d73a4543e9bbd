/** The name in a Content-Disposition header (RFC 6266), without a path; `''` when there is none. */
export function fileNameIn(header: unknown): string {
	const text = String([header].flat()[0] ?? '');
	const extended = /filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(text)?.[1];
	const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(text);
	const name = extended
		? decoded(extended)
		: (plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? '');
	return plainName(name);
}

/** A file name that came from outside, without what could lead to another folder; `''` when nothing is left of it. */
export function plainName(name: string): string {
	const [last = ''] = name.split(/[\\/]/).slice(-1);
	const plain = last.replace(/[\u0000-\u001f\u007f]/g, '').trim();
	return ['.', '..'].includes(plain) ? '' : plain;
}

/** The last part of a path, decoded. */
export function lastSegment(path: string): string {
	return decoded(path.split('/').at(-1) ?? '');
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
