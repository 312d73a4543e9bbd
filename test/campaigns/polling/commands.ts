import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { DAY, HOUR, MINUTE } from './clock';
import type { DateStyle, IdStyle, Lie, Sorting } from './genesys';
import type { Setting } from './n8n';
import { counts, type Death, type Start, type World } from './world';

/** A step of a run: what happens to Genesys, to n8n, or to what is between them. */
class Step implements fc.AsyncCommand<object, World> {
	constructor(
		private readonly text: string,
		private readonly act: (world: World) => Promise<void> | void,
	) {}

	check = () => true;

	async run(_model: object, world: World): Promise<void> {
		counts.commands++;
		await this.act(world);
	}

	toString = () => this.text;
}

/** A kind of step, with what is left to chance. */
const step = <T>(
	name: string,
	args: fc.Arbitrary<T>,
	act: (world: World, args: T) => Promise<void> | void,
): fc.Arbitrary<Step> =>
	args.map(
		(given) => new Step(`${name} ${fc.stringify(given)}`, async (world) => await act(world, given)),
	);

const which = fc.nat(999);
const nothing = fc.constant(undefined);
/** By how many milliseconds the date of a record is off: within ten minutes, or not. */
const shift = fc.oneof(
	{ weight: 5, arbitrary: fc.constant(0) },
	{ weight: 3, arbitrary: fc.integer({ min: -9, max: 10 }).map((time) => time * MINUTE) },
	{
		weight: 1,
		arbitrary: fc.constantFrom(-11 * MINUTE, -2 * HOUR, -30 * DAY, 30 * DAY, 365 * DAY),
	},
);
const word = fc.constantFrom('alpha', 'beta');
const ending = fc.constantFrom('COMPLETED', 'COMPLETED', 'COMPLETED', 'FAILED', 'CANCELLED');
const lie = fc.constantFrom<Lie[]>(
	'refused',
	'broken',
	'page',
	'nothing',
	'empty',
	'samePage',
	'repeats',
);
const death = fc.constantFrom<Death[]>('unsaved', 'unstored', 'onlyStored', 'started', 'recorded');

/** Data that was changed by hand, or saved by something else. */
const broken = fc.constantFrom<IDataObject[]>(
	{ lastTimeChecked: '2026-01-01' },
	{ seen: 'all' },
	{ seen: {}, highest: 'x' },
	{ seen: {}, newest: 'soon' },
	{ seen: [1, 2], open: 7 },
	{ seen: {}, open: { 5: null } },
	{ seen: {}, last: 5 },
	{ seen: { a: 'b' } },
);

const changes = fc.constantFrom<Array<Partial<Setting>>>(
	{ account: 'a' },
	{ account: 'b' },
	{ credentialId: 'one' },
	{ credentialId: 'two' },
	{ api: 'udm4' },
	{ api: 'cdds' },
	{ title: 'alpha' },
	{ title: '' },
);

const poll = fc.record({
	lie: fc.option(lie, { nil: undefined, freq: 6 }),
	meanwhile: fc.option(fc.tuple(fc.constantFrom('grows', 'shrinks'), which, shift), {
		nil: undefined,
		freq: 4,
	}),
	death: fc.option(death, { nil: undefined, freq: 4 }),
	later: fc.option(fc.constant(true), { nil: undefined, freq: 4 }),
});

const run = step('run', fc.record({ word, shift }), ({ account }, given) => {
	account.add(given.word, given.shift);
});
const finish = step('finish', fc.record({ which, ending }), (world, given) => {
	const one = world.pick(given.which, world.running());
	if (one) one.status = given.ending;
});
const look = step('poll', poll, async (world, { meanwhile, ...around }) => {
	const [what, number, by] = meanwhile ?? [];
	await world.poll({
		...around,
		meanwhile: () => {
			if (what === 'grows') world.account.add('alpha', by, 'COMPLETED');
			const gone = what === 'shrinks' ? world.pick(number!) : undefined;
			if (gone) remove(world, gone);
		},
	});
});

function remove(world: World, one: NonNullable<ReturnType<World['pick']>>): void {
	one.isDeleted = true;
	world.promised.deleted(one);
}

const steps = [
	...[run, run, run, finish, finish, finish, look, look, look, look, look],
	step('finish many', fc.integer({ min: 2, max: 40 }), ({ account }, count) => {
		for (let n = 0; n < count; n++) account.add(n % 3 ? 'alpha' : 'beta', 0, 'COMPLETED');
	}),
	step('run many', fc.integer({ min: 20, max: 40 }), ({ account }, count) => {
		for (let n = 0; n < count; n++) account.add('alpha');
	}),
	step(
		'another kind of ID',
		fc.record({ shift, ids: fc.constantFrom<IdStyle[]>('text', 'huge') }),
		({ account, start }, given) => {
			if (start.size > 0) account.add('alpha', given.shift, 'COMPLETED', given.ids);
		},
	),
	step(
		'time',
		fc.oneof(
			{ weight: 6, arbitrary: fc.integer({ min: 1, max: 30 }).map((time) => time * MINUTE) },
			{ weight: 2, arbitrary: fc.integer({ min: 1, max: 48 }).map((time) => time * HOUR) },
			{ weight: 1, arbitrary: fc.constant(8 * DAY) },
		),
		({ clock }, time) => clock.forward(time),
	),
	step('delete', which, (world, number) => {
		const one = world.pick(number);
		if (one) remove(world, one);
	}),
	step('run, and hide', fc.integer({ min: 1, max: 50 }), async (world, time) => {
		const one = world.account.add('alpha');
		await world.poll();
		one.hiddenUntil = Date.now() + time * MINUTE;
		await world.poll();
	}),
	step(
		'show dates',
		fc.constantFrom<DateStyle[]>('iso', 'number', 'noOffset', 'rfc', 'unreadable', 'missing'),
		({ account, start }, dates) => {
			if (start.size > 0) account.style.dates = dates;
		},
	),
	step('sort', fc.constantFrom<Sorting[]>('asked', 'opposite', 'none'), ({ account }, sorting) => {
		account.style.sorting = sorting;
	}),
	step('execute', fc.record({ which, refused: fc.nat(1) }), async (world, given) => {
		const { stored } = world.n8n;
		world.account.refusedFiles = given.refused;
		if (stored.length > 0) await world.execute(stored[given.which % stored.length]);
		world.account.refusedFiles = 0;
	}),
	step('poll, and the download fails', nothing, async (world) => {
		world.account.refusedFiles = 1;
		await world.poll();
		world.account.refusedFiles = 0;
	}),
	step('retry', which, async (world, number) => {
		const [failed] = world.failed.splice(number % Math.max(1, world.failed.length), 1);
		if (failed) await world.execute(failed, 'retry');
	}),
	step('kill', nothing, async (world) => await world.kill()),
	step('off and on', nothing, async (world) => await world.reload()),
	step('test', nothing, async ({ n8n }) => await n8n.test()),
	step(
		'blanks and slashes',
		fc.constantFrom([' ', '/'], ['', '//'], ['', '']),
		async (world, around) => {
			await world.reload({ ...world.n8n.setting, around: around as [string, string] });
		},
	),
	step('change', changes, async (world, change) => {
		const setting = { ...world.n8n.setting, ...change };
		const isChange = JSON.stringify(setting) !== JSON.stringify(world.n8n.setting);
		if (isChange) await world.begin(setting);
	}),
	step('break the data', broken, async (world, data) => {
		world.n8n.disk = { about: world.n8n.disk.about, ...data };
		await world.begin();
	}),
];

/** What happens in a run. */
export const commands = (replayPath?: string) =>
	fc.commands(steps, { maxCommands: 40, size: 'max', replayPath });

/** How a run begins: short histories above all, since the long ones take their time. */
export const starts: fc.Arbitrary<Start> = fc
	.record({
		style: fc.record({
			ids: fc.constantFrom<IdStyle[]>('ascending', 'scattered', 'huge', 'text', 'mixed'),
			dates: fc.constantFrom<DateStyle[]>(
				'iso',
				'iso',
				'number',
				'noOffset',
				'rfc',
				'unreadable',
				'missing',
			),
			sorting: fc.constantFrom<Sorting[]>('asked', 'asked', 'opposite', 'none'),
			pageSize: fc.constantFrom(10, 100, 100),
		}),
		size: fc.oneof(
			{ weight: 12, arbitrary: fc.integer({ min: 0, max: 30 }) },
			{ weight: 3, arbitrary: fc.integer({ min: 90, max: 130 }) },
			{ weight: 1, arbitrary: fc.constantFrom(1_100, 2_300) },
		),
		saving: fc.constantFrom('withStart', 'eachPoll'),
		events: fc.constantFrom<string[][]>(['done'], ['done', 'failed', 'cancelled']),
	})
	.map((start) =>
		start.size > 500 ? { ...start, style: { ...start.style, pageSize: 100 } } : start,
	);
