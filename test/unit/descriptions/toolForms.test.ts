import { coerce } from '../../../nodes/shared/descriptions/coerce';
import {
	collection,
	fromAccount,
	severalFromAccount,
	text,
} from '../../../nodes/shared/descriptions/fields';
import { fieldProperties, keyValues } from '../../../nodes/shared/descriptions/openFields';
import {
	defineProperty,
	isShown,
	type Property,
} from '../../../nodes/shared/descriptions/property';
import { inTools, inWorkflows } from '../../../nodes/shared/descriptions/asTool';
import { bothForms, toolForm } from '../../../nodes/shared/descriptions/toolForms';

const load = async () => await Promise.resolve([]);
const rows = defineProperty({
	displayName: 'Files',
	name: 'files',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	description: 'What goes with it',
	options: [
		{
			displayName: 'Files',
			name: 'entries',
			values: [
				{
					displayName: 'By',
					name: 'by',
					type: 'options',
					options: [{ name: 'Size', value: 'size' }],
					default: 'size',
				},
				{
					displayName: 'Kind',
					name: 'kind',
					type: 'options',
					options: [
						{ name: 'Image', value: 'image' },
						{ name: 'Text', value: 'text' },
					],
					default: 'text',
				},
				{
					displayName: 'Size',
					name: 'size',
					type: 'number',
					displayOptions: { show: { by: ['size'] } },
					default: 0,
				},
				text('url', 'URL', 'Where it is', { placeholder: 'e.g. https://example.com/a' }),
			],
		},
	],
});

const refusal = (property: Property, value: unknown): string => {
	try {
		return `read as ${JSON.stringify(coerce(property, value, 'UTC'))}`;
	} catch (error) {
		const { message, description } = error as Error & { description: string };
		return `${message}. ${description}`;
	}
};

describe('rows', () => {
	const tool = toolForm(rows);

	test('are one field of JSON, which says what a row has', () => {
		expect(tool).toMatchObject({
			name: 'files',
			displayName: 'Files',
			type: 'json',
			default: '[]',
			description:
				'What goes with it. A JSON list of objects, e.g. [{"URL":"https://example.com/a"}]. Each can have: kind (one of image, text), size, URL.',
		});
		expect(tool).not.toHaveProperty('typeOptions');
	});

	test.each([
		[[{ kind: 'IMAGE', size: '5' }, { url: 'a' }]],
		['[{"Kind":"Image","size":5},{"URL":"a"}]'],
	])('%j gives what rows give', (value) => {
		const entries = [{ kind: 'image', size: 5 }, { url: 'a' }];
		expect(coerce(tool, value, 'UTC')).toEqual({ entries });
		expect(coerce(rows, { entries }, 'UTC')).toEqual({ entries });
	});

	test.each([
		[[{ link: 'a' }], 'An entry of the field "Files" has no "link". It has: by, kind, size, url.'],
		['[1]', 'The field "Files" is not a JSON list of objects'],
		[{ url: 'a' }, 'The field "Files" is not a JSON list of objects'],
		['url: a', 'The field "Files" is not JSON'],
		[[{ size: 'big' }], 'The field "Size" is not a number'],
		[[{ kind: 'video' }], '"video" is not a choice of the field "Kind"'],
	])('%j is refused, and the field named', (value, words) => {
		expect(refusal(tool, value)).toContain(words);
	});

	test('none are none', () => {
		for (const none of ['', '[]', [], undefined, null])
			expect(coerce(tool, none, 'UTC')).toEqual({});
	});
});

describe('names and values', () => {
	const tool = toolForm(keyValues('data', 'User Data', 'Row'));

	test.each([
		['{"a":"1","b":{"c":[2]},"d":null,"entries":[{"key":"x"}]}'],
		[{ a: '1', b: { c: [2] }, d: null, entries: [{ key: 'x' }] }],
	])('are one object, whatever its names: %j', (value) => {
		expect(coerce(tool, value, 'UTC')).toEqual({
			a: '1',
			b: { c: [2] },
			d: null,
			entries: [{ key: 'x' }],
		});
	});

	test('none is an empty one, and what is no object is refused', () => {
		for (const none of ['', '{}', {}, undefined, null])
			expect(coerce(tool, none, 'UTC')).toEqual({});
		for (const value of ['[]', [1], 5, '"a"', true])
			expect(refusal(tool, value)).toContain('The field "User Data" is not a JSON object');
		expect(refusal(tool, '{a:1')).toContain('The field "User Data" is not JSON');
	});

	test('numbers that JavaScript cannot keep are refused here as well', () => {
		expect(refusal(tool, '{"id":9007199254740993}')).toContain('in the field "User Data"');
	});

	test('have the type of their field', () => {
		const texts = { ...keyValues('data', 'Words', 'Row') } as Property;
		const [group] = texts.options as unknown as [{ name: string; values: Property[] }];
		const values = group.values.map(({ anyType: _, ...field }) => field);
		const tool = toolForm({ ...texts, options: [{ ...group, displayName: '', values }] });
		expect(coerce(tool, { n: 5 }, 'UTC')).toEqual({ n: '5' });
		expect(refusal(tool, { n: {} })).toContain('The field "Row Value" is not text');
	});
});

test('what is chosen from a list of the account is text, also in a collection', () => {
	const one = fromAccount('source', 'Source', 'Where from', load, { required: true });
	const several = severalFromAccount('skills', 'Skill', 'Which', load);
	const tool = toolForm(collection('more', 'More', 'field', [one, several]));
	const [source, skills] = tool.options as Property[];
	expect(source).toMatchObject({ type: 'string', default: '', required: true });
	expect(source.description).toBe('Where from. Give its ID.');
	expect(source).not.toHaveProperty('loadOptions');
	expect(skills.description).toBe('Which. Give IDs, separated by commas or as a JSON list.');
	const given = { source: 'a', skills: '["x","y"]' };
	expect(coerce(tool, given, 'UTC')).toEqual({ source: 'a', skills: ['x', 'y'] });
});

test('all else is the same', () => {
	const same = text('a', 'A', 'What it is');
	expect(toolForm(same)).toBe(same);
	expect(bothForms([same])).toEqual([same]);
});

const shown = (properties: readonly Property[], isTool: boolean) => {
	const before = { '@tool': isTool, dataMode: 'defineBelow' };
	return bothForms(properties)
		.filter((one) => isShown(one, before))
		.map(({ name, type }) => `${name} ${type}`);
};

test('an open set of fields is one object in a tool, where nothing is mapped', () => {
	const fields = fieldProperties('User Data');
	expect(shown(fields, false)).toEqual(['dataMode options', 'data fixedCollection']);
	expect(shown(fields, true)).toEqual(['data json']);
	// n8n's editor does not know the default of a field that is not there.
	const [data] = bothForms(fields).filter(({ type, name }) => name === 'data' && type === 'json');
	expect(data.displayOptions).toEqual({ show: { '@tool': [true] } });
});

test('what is for workflows, and what is for tools, is nowhere else', () => {
	const fields = [
		text('one', 'One', 'One of them', inWorkflows),
		text('many', 'Many', 'All of them', inTools),
	];
	expect(shown(fields, false)).toEqual(['one string']);
	expect(shown(fields, true)).toEqual(['many string']);
});
