import { nexus } from '../../../nodes/shared/apis/engage';
import { text } from '../../../nodes/shared/descriptions/fields';
import { defineOperation } from '../../../nodes/shared/engine/operation';
import { until } from '../../harness/until';
import { nodeOf, runOwn, withServer } from './host';

const server = withServer();
let log: string[] = [];
beforeEach(() => (log = []));

/** Uses something that is kept under a name; its closing takes a while. */
const use = defineOperation({
	value: 'use',
	name: 'Use',
	action: 'Use',
	description: 'use',
	kind: 'custom',
	properties: [text('name', 'Name', 'name'), text('path', 'Path', 'path')],
	async execute({ name, path }, { keep, send }) {
		const kept = keep(name, () => {
			log.push(`open ${name}`);
			return {
				uses: 0,
				async close() {
					log.push(`close ${name}`);
					await new Promise((resolve) => setTimeout(resolve, 10));
					if (name === 'broken') throw new Error('It does not close');
					log.push(`closed ${name}`);
				},
			};
		});
		await send({ method: 'GET', path: `/${path}` });
		return { uses: ++kept.uses };
	},
});
const node = nodeOf([use], nexus);
const parameters = { name: '={{ $json.name }}', path: '={{ $json.path }}' };
const run = async (items: Array<{ name: string; path?: string }>, more = {}) =>
	await runOwn(node, server.url, 'use', parameters, { items, ...more });

test('what is kept is opened once for all items, and closed when the last of them is done', async () => {
	const { items } = await run([{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'a' }]);
	expect(items.map(({ uses }) => uses).sort()).toEqual([1, 1, 2, 3]);
	expect(log).toEqual(['open a', 'open b', 'close a', 'close b', 'closed a', 'closed b']);
});

test('each run has its own', async () => {
	await run([{ name: 'a' }]);
	await run([{ name: 'a' }]);
	expect(log).toEqual(['open a', 'close a', 'closed a', 'open a', 'close a', 'closed a']);
});

test('it is closed when an item fails, and when one of them cannot be closed', async () => {
	server.answer = async ({ url }) => ({ status: url?.endsWith('/bad') ? 400 : 200 });
	const { error } = await run([{ name: 'a' }, { name: 'broken', path: 'bad' }]);
	expect(error?.message).toContain('did not accept');
	expect(log).toEqual(expect.arrayContaining(['closed a', 'close broken']));
});

test('it is closed when the execution is cancelled, after what is under way has ended', async () => {
	let cancel = () => {};
	server.answer = async () => await new Promise(() => {});
	const running = run([{ name: 'a' }], { onStart: (stop: () => void) => (cancel = stop) });
	await until(() => server.sent.length === 1);
	expect(log).toEqual(['open a']);
	cancel();
	await running;
	await until(() => log.includes('closed a'));
});
