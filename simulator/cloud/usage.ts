import type { FastifyRequest } from 'fastify';

/** Requests of a client of one kind, by the class of the status. */
export interface UsageRow {
	clientId: string;
	templateUri: string;
	httpMethod: string;
	status: number;
}

/** By what the rows of a usage query can be told apart, and the member of a row that says it. */
const GROUPS: Record<string, keyof UsageRow> = {
	OAuthClientId: 'clientId',
	TemplateUri: 'templateUri',
	HttpMethod: 'httpMethod',
};

export interface UsageQuery {
	interval: string;
	granularity?: 'Day' | 'Week' | 'Month';
	groupBy?: string[];
}

/** What the OAuth clients asked for. A query is carried out while one waits: its first answer says so. */
export class ApiUsage {
	private readonly rows: Array<UsageRow & { time: string }> = [];
	private readonly queries = new Map<
		string,
		{ clientId: string; query: UsageQuery; asked: boolean }
	>();

	count({ cloudIdentity, method, routeOptions }: FastifyRequest, status: number): void {
		const { clientId } = cloudIdentity ?? {};
		if (!clientId || !routeOptions.url) return;
		this.rows.push({
			clientId,
			templateUri: routeOptions.url.slice(1).replace(/:(\w+)/g, '{$1}'),
			httpMethod: method,
			status,
			time: new Date().toISOString(),
		});
	}

	ask(executionId: string, clientId: string, query: UsageQuery): void {
		this.queries.set(executionId, { clientId, query, asked: false });
	}

	/** Undefined when there is no such query. */
	result(executionId: string, clientId: string): object | undefined {
		const found = this.queries.get(executionId);
		if (found?.clientId !== clientId) return undefined;
		if (!found.asked) {
			found.asked = true;
			return { queryStatus: 'Running' };
		}
		return { queryStatus: 'Complete', results: this.grouped(clientId, found.query) };
	}

	private grouped(clientId: string, { interval, granularity, groupBy = [] }: UsageQuery) {
		const [from, to] = interval.split('/').map((end) => Date.parse(end));
		const groups = new Map<string, Record<string, string | number>>();
		for (const row of this.rows) {
			const time = Date.parse(row.time);
			if (row.clientId !== clientId || time < from || time >= to) continue;
			const key: Record<string, string> = {
				clientId,
				...(granularity ? { date: row.time.slice(0, granularity === 'Month' ? 7 : 10) } : {}),
			};
			for (const group of groupBy) {
				const member = GROUPS[group];
				if (member && row[member] !== undefined) key[member] = String(row[member]);
			}
			const name = JSON.stringify(key);
			const sums = groups.get(name) ?? { ...key, ...NONE };
			const counted = row.status === 429 ? 429 : Math.floor(row.status / 100) * 100;
			for (const sum of ['requests', `status${counted}`]) sums[sum] = Number(sums[sum] ?? 0) + 1;
			groups.set(name, sums);
		}
		return [...groups.values()];
	}
}

const NONE = {
	...{ status200: 0, status300: 0, status400: 0, status429: 0, status500: 0 },
	requests: 0,
};
