import { Readable } from 'node:stream';
import { BinaryDataService } from 'n8n-core';
import { nexus } from '../../../nodes/shared/apis/engage';
import { defineOperation } from '../../../nodes/shared/engine/operation';
import { nodeOf, runOwn } from './host';

/** Files of items that n8n keeps in its storage. */
const ID = 'filesystem-v2:workflows/1/executions/1/binary_data/1';
const KiB = 1024;
const content = Buffer.alloc(3 * 1024 * KiB, 'pdf');

const read = defineOperation({
	kind: 'custom',
	value: 'read',
	name: 'Read',
	action: 'Read',
	description: 'Read',
	properties: [],
	execute: async (_values, context) => {
		const { fileName, mimeType, size, stream } = await context.file('data');
		const pieces: Uint8Array[] = [];
		for await (const piece of stream()) pieces.push(piece);
		return {
			...{ fileName, mimeType, size },
			pieces: pieces.map(({ length }) => length),
			isWhole: Buffer.concat(pieces).equals(content),
		};
	},
});

beforeEach(() => {
	jest
		.spyOn(BinaryDataService.prototype, 'getMetadata')
		.mockResolvedValue({ fileName: 'a.pdf', fileSize: content.length });
	// As n8n's storage in the file system: 64 KiB at a time, unless it is told otherwise.
	jest
		.spyOn(BinaryDataService.prototype, 'getAsStream')
		.mockImplementation(async (_id, size = 64 * KiB) => {
			const starts = Array.from({ length: content.length / size }, (_, index) => index * size);
			return Readable.from(starts.map((start) => content.subarray(start, start + size)));
		});
});
afterEach(() => jest.restoreAllMocks());

test('a file of an item is read in large pieces, since each costs the same', async () => {
	const data = { id: ID, data: 'filesystem-v2', fileName: 'a.pdf', mimeType: 'application/pdf' };
	const { items, error } = await runOwn(
		nodeOf([read], nexus),
		'http://127.0.0.1:1',
		'read',
		{},
		{ binary: [{ data }] },
	);
	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			...{ fileName: 'a.pdf', mimeType: 'application/pdf', size: content.length },
			pieces: Array(6).fill(512 * KiB),
			isWhole: true,
		},
	]);
});
