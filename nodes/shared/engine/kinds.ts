import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Send } from '../transport/api';
import { filtered, type Page } from '../transport/paginate';
import type { ApiResponse } from '../transport/response';
import {
	RowWithFiles,
	type Context,
	type Operation,
	type Outcome,
	type Row,
	type Simplify,
} from './operation';
import { errorRow, fullRow, showable } from './output';

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
) => Promise<Outcome>;

/** Carries out an operation for one item. @returns what becomes output, an item per row */
export async function carryOut(
	operation: Exclude<Operation, { kind: 'batch' }>,
	values: never,
	context: Context,
): Promise<Outcome> {
	const work = kinds[operation.kind] as CarryOut<typeof operation.kind>;
	return await work(operation, values, context);
}

const kinds: { [Kind in Exclude<Operation['kind'], 'batch'>]: CarryOut<Kind> } = {
	async thing(operation, values, context) {
		const response = await sendOne(operation, values, context);
		response.checkThing();
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
		const most = returnAll ? Infinity : limit;
		const send = checkedSend(operation, context);
		const pagesOf = (rows: number) =>
			operation.paginate?.(send, request, rows) ?? onePage(send, request, operation.undocumented);
		const filter = operation.only?.(values, context as never);
		const pages = filter ? filtered(pagesOf(Infinity), filter, most) : pagesOf(most);
		const simplified = isSimplified(operation, values, context);
		const each = operation.each?.(values, context as never);
		const result: IDataObject[] = [];
		for await (const { rows, response } of pages) {
			response.checkRows();
			if (context.fullAnswer && !each) {
				result.push(fullRow(response));
				continue;
			}
			const { remarks } = response;
			const all = simplified ? rows.map((row) => pick(row, operation.simplify)) : rows;
			// What was not done must be seen, even when nothing was.
			const told = all.length === 0 && Object.keys(remarks).length > 0 ? [{}] : all;
			for (const row of told) result.push({ ...row, ...remarks });
		}
		return each ? await Promise.all(result.map(eachInTurn(each, context))) : result;
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

/** A row that fails costs no other, and has the error besides. */
const eachInTurn =
	(each: (row: IDataObject) => Promise<Row>, { inTurn, send, warn }: Context) =>
	async (row: IDataObject): Promise<Row> => {
		try {
			return await inTurn(async () => await each(row));
		} catch (error) {
			warn('Some rows are not complete: their field "error" says why.');
			return { ...row, ...errorRow(await showable(error as Error, send)) };
		}
	};

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
	const rows = undocumented ? response.undocumentedRows() : response.rows();
	if (undocumented && rows.length > 0) response.checkThing();
	yield { rows, response };
}

const isSimplified = (
	{ simplify }: OfKind<'thing' | 'rows'>,
	values: never,
	{ fullAnswer }: Context,
) => simplify !== undefined && (values as CommonValues).simplify === true && !fullAnswer;

/** An account whose rows have other names than the documented ones sees them as they are. */
function pick(row: IDataObject, names: Simplify = []): IDataObject {
	if (typeof names === 'function') {
		const simple = names(row);
		return Object.values(simple).some((value) => value !== undefined) ? simple : row;
	}
	const picked = names.flatMap((name) => (name in row ? [[name, row[name]]] : []));
	return picked.length > 0 ? Object.fromEntries(picked) : row;
}
