import type { FastifyInstance } from 'fastify';
import type { AccessCheck } from '../core/access';
import { ApiError } from '../core/errors';
import * as jsonSchema from '../core/jsonSchema';
import { readUpload } from './certificate';
import * as dictionary from './dictionary';
import type { ExportsService } from './service';
import { contains, page, type Filters, type Query } from './lists';
import type { FileMetadata } from './model';
import { parseDate } from './schedule';
import * as schemas from './schemas';
import type { ExportsVersion } from './versions';

interface Named {
	Params: { filename: string };
}

interface Bulk {
	Querystring: { filename: string };
}

const noQuery = { schema: { querystring: jsonSchema.noQuery } };

/** The documented limit of one call. */
const MOST_LINKS = 100;
const DAY = 24 * 3_600_000;

const FIELDS: Array<keyof FileMetadata> = [
	...(['name', 'jobTitle', 'type', 'source', 'size', 'uploadDate'] as const),
	...(['historyId', 'jobId', 'media'] as const),
];

const FILTERS: Filters<FileMetadata> = {
	name: ({ name }, wanted) => contains(name, wanted),
	jobTitle: ({ jobTitle }, wanted) => contains(jobTitle, wanted),
	type: ({ type }, wanted) => contains(type, wanted),
	source: ({ source }, wanted) => contains(source, wanted),
	historyId: ({ historyId }, wanted) => historyId === Number(wanted),
	startDate: ({ uploadDate }, wanted) => Date.parse(uploadDate) >= parseDate('startDate', wanted),
	endDate: ({ uploadDate }, wanted) => Date.parse(uploadDate) <= endOf(wanted),
};

/**
 * Files, certificate, dictionaries and version of one version.
 * @param access who may ask for the version
 */
export function fileRoutes(
	app: FastifyInstance,
	version: ExportsVersion,
	service: ExportsService,
	access: AccessCheck,
): void {
	const { files } = service;
	const bulk = { schema: { querystring: schemas.namedQuery('filename') } };

	app.get<{ Querystring: Query }>(
		'/file-metadatas',
		{ schema: { querystring: schemas.listQuery(version.filters.files) } },
		async ({ query }) => {
			for (const name of ['startDate', 'endDate']) if (query[name]) parseDate(name, query[name]);
			return page(files.list(), query, FILTERS, FIELDS);
		},
	);
	app.get<Bulk>('/files', bulk, async ({ query }, reply) => {
		const names = listed(query.filename);
		if (names.length > MOST_LINKS) {
			throw new ApiError(400, 'Invalid request', `At most ${MOST_LINKS} files in one call`);
		}
		const missing = names.filter((name) => !files.has(name));
		if (missing.length > 0) return reply.code(404).send(missing.map((path) => ({ path })));
		const links = names.map((name) => ({ path: service.location(name) }));
		return links.length === 1 ? links[0] : links;
	});
	app.delete<Bulk>('/files', bulk, async ({ query }, reply) => {
		const left = [...new Set(listed(query.filename))].filter((name) => !files.delete(name));
		if (left.length === 0) return reply.code(204).send();
		const objects = service.settings().leftAs === 'objects';
		return reply.code(500).send(objects ? left.map((path) => ({ path })) : left);
	});
	app.get<Named>('/files/:filename', noQuery, async ({ params: { filename } }, reply) => {
		check(files.has(filename), filename);
		return reply.code(303).header('location', service.location(filename)).send();
	});
	app.delete<Named>('/files/:filename', noQuery, async ({ params: { filename } }, reply) => {
		check(files.delete(filename), filename);
		return reply.code(204).send();
	});

	app.get('/cipher', noQuery, async () => {
		if (!service.certificate) throw new ApiError(404, 'Not found', 'No certificate was uploaded');
		return service.certificate;
	});
	app.post<{ Params: { certificatefilename: string } }>(
		'/cipher/:certificatefilename',
		{ ...noQuery, config: { raw: true } },
		async (request, reply) => {
			const { bytes } = await readUpload(request);
			const name = request.params.certificatefilename;
			service.certificate = {
				ccid: '00000000-0000-4000-8000-000000000001',
				name,
				size: bytes.length,
				lastModified: new Date(service.now()).toISOString(),
			};
			return reply
				.code(201)
				.type('application/json')
				.send(JSON.stringify(`${name} uploaded`));
		},
	);

	dictionaryRoutes(app, version);
	app.get('/version', { ...noQuery, config: { access } }, async () => ({
		version: version.base.replace(/.*\/v/, '') + '.0.0',
		buildNumber: '1',
		changeset: 'simulator',
		name: version.base.split('/')[1],
	}));
}

function dictionaryRoutes(app: FastifyInstance, version: ExportsVersion): void {
	const filtered = (...names: string[]) => ({
		schema: { querystring: schemas.textQuery(...names) },
	});
	app.get('/data/job-statuses', noQuery, async () => dictionary.JOB_STATUSES);
	app.get('/data/sources', noQuery, async () => dictionary.SOURCES);
	app.get<{ Querystring: Query }>('/data/types', filtered('source'), async ({ query }, reply) =>
		orNothing(
			reply,
			dictionary.DATA_TYPES.filter(({ source }) => !query.source || source === query.source),
		),
	);
	app.get<{ Querystring: Query }>(
		'/data/sub-types',
		filtered('source', 'dataType'),
		async ({ query }, reply) =>
			orNothing(
				reply,
				dictionary.SUB_TYPES.filter(
					({ source, dataType }) =>
						(!query.source || source === query.source) &&
						(!query.dataType || dataType === query.dataType),
				),
			),
	);
	if (!version.attributes) return;
	app.get<{ Querystring: Query }>('/data/attributes', filtered('entities'), async ({ query }) => {
		const wanted = query.entities ? listed(query.entities) : Object.keys(dictionary.ATTRIBUTES);
		return Object.fromEntries(
			Object.entries(dictionary.ATTRIBUTES).filter(([entity]) => wanted.includes(entity)),
		);
	});
	app.get('/resources/labels', noQuery, async () => dictionary.LABELS);
}

function orNothing(reply: { code(status: number): { send(): unknown } }, items: unknown[]) {
	return items.length > 0 ? items : reply.code(204).send();
}

function listed(names: string): string[] {
	return names.split(',').map((name) => name.trim());
}

/** A date without a time is all of that day. */
function endOf(date: string): number {
	return parseDate('endDate', date) + (date.includes('T') ? 0 : DAY - 1);
}

function check(exists: boolean, name: string): void {
	if (!exists) throw new ApiError(404, 'Not found', `No file ${name}`);
}
