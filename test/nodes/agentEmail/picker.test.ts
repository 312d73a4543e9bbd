import { builtNodes, viewsOf } from '../../contract/helpers/descriptions';
import { interactionIn } from '../../harness/agentEmail';
import { openEditor } from '../../harness/editor';
import { webServicesCredential } from '../../harness/genesysCredentials';
import { withSimulator } from '../../harness/simulator';

const sim = withSimulator({ seed: 1, samples: false, webServices: { delayMs: 1 } });

/** What the editor lists for the field while the node is set to this operation. */
async function listed(operation: string, filter?: string) {
	const editor = await openEditor({
		node: 'genesysAgentEmail',
		parameters: { operation },
		credentials: webServicesCredential(sim),
	});
	const { results, paginationToken } = await editor.search('interactionId', filter);
	expect(paginationToken).toBeUndefined();
	return results;
}

const names = async (operation: string, filter?: string) =>
	(await listed(operation, filter)).map(({ name }) => name);

const INVITED = 'Late, kim@example.com (Invited';
const ACCEPTED = 'Lamp, ann@example.com (Accepted';
const DRAFT = 'Re: Lamp, to ann@example.com (Reply Created';
const possible = (...all: string[]) => all.map((name) => `${name})`);
const impossible = (...all: string[]) => all.map((name) => `${name}: not possible now)`);

describe('with an interaction in each state', () => {
	let ids: Record<string, string>;

	beforeEach(async () => {
		const draft = await interactionIn(sim, 'ReplyCreated', {
			...{ from: 'ann@example.com', subject: 'Lamp' },
		});
		const late = { from: 'kim@example.com', subject: 'Late' };
		ids = { draft, invited: await interactionIn(sim, 'Invited', late) };
		await sim.control.webServices.addEmail({ agent: 'supervisor', subject: 'Of another agent' });
	});

	test('gives the ID of what is picked', async () => {
		const found = await listed('accept');
		expect(found.find(({ name }) => name.startsWith('Late'))?.value).toBe(ids.invited);
		expect(found.find(({ name }) => name.startsWith('Re:'))?.value).toBe(ids.draft);
		expect(found).toHaveLength(3);
	});

	test.each([
		[['accept', 'reject'], [INVITED], [ACCEPTED, DRAFT]],
		[['complete', 'reply', 'replyAll', 'replyAndSend'], [ACCEPTED], [DRAFT, INVITED]],
		[['cancel', 'send', 'upload', 'delete'], [DRAFT], [ACCEPTED, INVITED]],
		[['transfer', 'placeInQueue'], [ACCEPTED, DRAFT], [INVITED]],
		[['get', 'download'], [ACCEPTED, DRAFT, INVITED], []],
	])('for %p, those that allow it come first', async (operations, first, last) => {
		for (const operation of operations) {
			const all = await names(operation);
			expect(all.slice(0, first.length).sort()).toEqual(possible(...first).sort());
			expect(all.slice(first.length).sort()).toEqual(impossible(...last).sort());
		}
	});

	test.each([
		['LAMP', 2],
		['kim@', 1],
		['accepted', 1],
		['reply created', 1],
		['not possible', 2],
		['nothing like that', 0],
	])('filters by what is typed: %s', async (typed, count) => {
		expect(await names('accept', typed)).toHaveLength(count);
	});
});

describe('with rows of another server', () => {
	const answer = (body: unknown) =>
		sim.control.faults.add({
			kind: 'status',
			status: 200,
			match: { method: 'GET', path: '/api/v2/me/interactions' },
			body,
		});
	const rows = (interactions: unknown[]) => answer({ statusCode: 0, interactions });

	test.each([
		['capabilities count more than the state', { state: 'Accepted', capabilities: ['Send'] }, true],
		[
			'no capabilities are as good as none given',
			{ state: 'ReplyCreated', capabilities: [] },
			true,
		],
		['capabilities can leave it out', { state: 'ReplyCreated', capabilities: ['Cancel'] }, false],
		['a state without capabilities counts', { state: 'ReplyCreated' }, true],
		['a state without capabilities can be the wrong one', { state: 'Invited' }, false],
		['nothing is said of a state that is not known', { state: 'Parked' }, true],
	])('%s', async (_what, row, isPossible) => {
		rows([{ id: 'A1', ...row }]);
		const name = `A1 (${row.state.replace('yC', 'y C')}`;
		expect(await names('send')).toEqual(isPossible ? possible(name) : impossible(name));
	});

	test('no list is an empty one, but not when there is something else', async () => {
		answer({ statusCode: 0 });
		expect(await listed('accept')).toEqual([]);
		answer({ statusCode: 0, inbox: [{ id: 'A1' }] });
		await expect(listed('accept')).rejects.toThrow('in place of a list');
	});

	test('those without an ID are left out', async () => {
		rows([{ state: 'Invited' }, { id: 7 }]);
		expect(await listed('accept')).toEqual([{ name: '7 (unknown)', value: '7' }]);
	});
});

test('the field says in which state the email must be, and whether it is that or its draft', async () => {
	const nodes = await builtNodes();
	const { description } = nodes.find(({ className }) => className === 'GenesysAgentEmail')!;
	const said = viewsOf(description).flatMap(({ operation, properties }) =>
		properties
			.filter(({ name }) => name === 'interactionId')
			.map((field) => [
				operation,
				field.hint?.replace('Possible in ', '') ?? '',
				/^ID of the (\w+)(, in state [^.,]+)?/.exec(field.description ?? '')?.[0],
			]),
	);
	const inState =
		(states: string, what = 'email') =>
		(operation: string) => [
			...[operation, `state ${states}`, `ID of the ${what}, in state ${states}`],
		];
	expect(said.sort()).toEqual(
		[
			...['accept', 'reject'].map(inState('Invited')),
			...['complete', 'reply', 'replyAll', 'replyAndSend'].map(inState('Accepted')),
			...['placeInQueue', 'transfer'].map(inState('Accepted or Reply Created')),
			...['cancel', 'delete', 'send', 'upload'].map(inState('Reply Created', 'draft')),
			...['download', 'get'].map((operation) => [operation, '', 'ID of the email']),
		].sort(),
	);
	const notices = description.properties.filter(({ type }) => type === 'notice');
	expect(notices.filter(({ displayOptions }) => !displayOptions?.show?.['@tool'])).toEqual([]);
});

test('says what is wrong when there is no list', async () => {
	const credentials = webServicesCredential(sim, { password: 'wrong' });
	const editor = await openEditor({ node: 'genesysAgentEmail', credentials });
	await expect(editor.search('interactionId')).rejects.toThrow('did not accept the sign-in');
});
