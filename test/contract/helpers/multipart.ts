import type { RecordedRequest } from '../../../simulator';

export const MULTIPART = 'multipart/form-data';

/** A file in a form. */
export class FormFile {
	constructor(
		readonly fileName: string,
		readonly mimeType: string,
		readonly bytes: Buffer,
	) {}
}

/** The fields of a form; a list where a name comes more than once. */
export type Form = Record<string, string | FormFile | Array<string | FormFile>>;

/** The `multipart/form-data` body of a request, as Node.js reads it; undefined when the request has none that it can read. */
export async function formOf({
	headers,
	bodyBase64,
}: Pick<RecordedRequest, 'headers' | 'bodyBase64'>): Promise<Form | undefined> {
	const type = headers['content-type'] ?? '';
	if (!type.startsWith(MULTIPART)) return undefined;
	const response = new Response(Buffer.from(bodyBase64, 'base64'), {
		headers: { 'content-type': type },
	});
	let data: FormData;
	try {
		data = await response.formData();
	} catch {
		return undefined;
	}
	const entries: Array<[name: string, value: string | File]> = [];
	data.forEach((value, name) => entries.push([name, value]));
	const form: Form = {};
	for (const [name, value] of entries) {
		const read = typeof value === 'string' ? value : await fileOf(value);
		form[name] = name in form ? [form[name], read].flat() : read;
	}
	return form;
}

async function fileOf(file: File): Promise<FormFile> {
	return new FormFile(file.name, file.type, Buffer.from(await file.arrayBuffer()));
}
