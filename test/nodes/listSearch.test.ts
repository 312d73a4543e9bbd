import type { INodeParameters } from 'n8n-workflow';
import { openEditor } from '../harness/editor';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator({ samples: false });

/** Calls a search as the editor does when a user types into a resource locator. */
async function search(
	filter?: string,
	page?: string,
	{ apiKey = sim.apiKey, options = {} }: { apiKey?: string; options?: INodeParameters } = {},
) {
	const credentials = { genesysApi: { baseUrl: sim.url, apiKey } };
	const editor = await openEditor({
		node: 'genesysSecureEmail',
		credentials,
		parameters: { options },
	});
	return await editor.search('secureMailId', filter, page);
}

test('lists the secure emails of the address that is typed, page by page', async () => {
	for (let i = 0; i < 60; i++) {
		sim.control.secureEmails.add({ address: 'a@b.example', data: { subject: `Mail ${i}` } });
	}
	const first = await search('a@b.example');
	expect(first?.results).toHaveLength(50);
	expect(first?.paginationToken).toBe('50');
	expect(first?.results[0].name).toMatch(/^Mail \d+ \(.+\)$/);

	const second = await search('a@b.example', first?.paginationToken as string);
	expect(second?.results).toHaveLength(10);
	const last = await search('a@b.example', second?.paginationToken as string);
	expect(last).toEqual({ results: [] });
	const ids = [...(first?.results ?? []), ...(second?.results ?? [])].map(({ value }) => value);
	expect(new Set(ids).size).toBe(60);
});

test('says what is wrong when the list cannot be had', async () => {
	await expect(search('a@b.example', undefined, { apiKey: 'wrong' })).rejects.toThrow(
		'refused the API key',
	);
});

test('"Allows to specify optional securebox name to … read from": the list is that of the securebox in the options', async () => {
	const inBox = sim.control.secureEmails.add({ address: 'a@b.example', securebox: 'billing' });
	const outside = sim.control.secureEmails.add({ address: 'a@b.example' });
	const ids = async (options: INodeParameters) =>
		(await search('a@b.example', undefined, { options }))?.results.map(({ value }) => value);
	expect(await ids({ securebox: 'billing' })).toEqual([inBox.id]);
	expect(await ids({})).toEqual([outside.id]);
	await expect(ids({ securebox: 'a-b' })).rejects.toThrow('cannot be the name of a securebox');
});

test('an address that Genesys does not know has no emails', async () => {
	sim.control.secureEmails.set({ unknownAddress: 'notFound' });
	expect(await search('nobody@b.example')).toEqual({ results: [] });
	sim.control.secureEmails.set({ unknownAddress: 'empty' });
	sim.control.faults.add({ kind: 'status', status: 404, body: { message: 'Not Found' } });
	await expect(search('nobody@b.example')).rejects.toThrow('did not find');
});
