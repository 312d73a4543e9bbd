import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Send } from '../transport/api';
import type { Page } from '../transport/paginate';
import type { ApiResponse } from '../transport/response';
import { RowWithFiles, type Context, type Operation, type Row } from './operation';
import { fullRow } from './output';

/** The values that the engine adds to those of an operation. */
interface CommonValues {
	returnAll?: boolean;
	limit?: number;
	simplify?: boolean;
	outputField?: string;
}

type OfKind<Kind extends Operation['kind']> = Extract<Operation, { kind: Kind }>;

type CarryOut<Kind extends Operation['kind']> = (
	operation: OfKind<Kind>,
	values: never,
	context: Context,
) => Promise<Row | Row[]>;

/** Carries out an operation for one item. @returns what becomes output, an item per row */
export async function carryOut(
	operation: Exclude<Operation, { kind: 'batch' }>,
	values: never,
	context: Context,
): Promise<Row | Row[]> {
	const work = kinds[operation.kind] as CarryOut<typeof operation.kind>;
	return await work(operation, values, context);
}

const kinds: { [Kind in Exclude<Operation['kind'], 'batch'>]: CarryOut<Kind> } = {
	async thing(operation, values, context) {
		const response = await sendOne(operation, values, context);
		if (context.fullAnswer && response.body) return fullRow(response);
		const thing = response.thing();
		const row = isSimplified(operation, values, context) ? pick(thing, operation.simplify) : thing;
		return { ...row, ...response.remarks };
	},

	async action(operation, values, context) {
		const row = context.answer(await sendOne(operation, values, context));
		return Object.keys(row).length > 0 ? row : { success: true };
	},

	async deletion(operation, values, context) {
		const response = await sendOne(operation, values, context);
		return context.fullAnswer ? fullRow(response) : { deleted: true, ...response.remarks };
	},

	async rows(operation, values, context) {
		const request = await operation.request(values, context as never);
		const { returnAll, limit = Infinity } = values as CommonValues;
		const send = checkedSend(operation, context);
		const pages = operation.paginate
			? operation.paginate(send, request, returnAll ? Infinity : limit)
			: onePage(send, request, operation.undocumented);
		const result: IDataObject[] = [];
		const simplified = isSimplified(operation, values, context);
		for await (const { rows, response } of pages) {
			if (context.fullAnswer) result.push(fullRow(response));
			else {
				const { remarks } = response;
				const all = simplified ? rows.map((row) => pick(row, operation.simplify)) : rows;
				// What was not done must be seen, even when nothing was.
				const told = all.length === 0 && Object.keys(remarks).length > 0 ? [{}] : all;
				result.push(...told.map((row) => ({ ...row, ...remarks })));
			}
		}
		return result;
	},

	async file(operation, values, context) {
		const request = await operation.request(values, context as never);
		const binary = await context.download(request, operation.fileName(values));
		const { outputField = '' } = values as CommonValues;
		return new RowWithFiles({ fileName: binary.fileName }, { [outputField]: binary });
	},

	async custom(operation, values, context) {
		return await operation.execute(values, context as never);
	},
};

async function sendOne(
	operation: OfKind<'thing' | 'action' | 'deletion'>,
	values: never,
	context: Context,
): Promise<ApiResponse> {
	return await checkedSend(operation, context)(await operation.request(values, context as never));
}

const checkedSend =
	({ check }: Pick<OfKind<'thing'>, 'check'>, { send }: Context): Send =>
	async (request) => {
		const response = await send(request);
		check?.(response);
		return response;
	};

async function* onePage(
	send: Send,
	request: ApiRequest,
	undocumented = false,
): AsyncGenerator<Page, void> {
	const response = await send(request);
	const { content } = response;
	const isThing = undocumented && !Array.isArray(content) && typeof content === 'object';
	yield { rows: isThing ? [response.thing()] : response.rows(), response };
}

const isSimplified = (
	{ simplify }: OfKind<'thing' | 'rows'>,
	values: never,
	{ fullAnswer }: Context,
) => simplify !== undefined && (values as CommonValues).simplify === true && !fullAnswer;

/** An account whose rows have other names than the documented ones sees them as they are. */
function pick(row: IDataObject, names: readonly string[] = []): IDataObject {
	const picked = names.flatMap((name) => (name in row ? [[name, row[name]]] : []));
	return picked.length > 0 ? Object.fromEntries(picked) : row;
}
