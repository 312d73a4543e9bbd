import type { INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { sharedFields } from '../../../nodes/shared/engine/sharedFields';

const field = (name: string, description = ''): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	description,
});

const fieldsOf = (operations: Record<string, INodeProperties[]>) =>
	Object.entries(operations).map(([name, properties]) => {
		const [resource, operation] = name.split('.');
		return { resource, operation, properties };
	});

/** What n8n shows for an operation. */
const shown = (fields: INodeProperties[], name: string) => {
	const [resource, operation] = name.split('.');
	return fields
		.filter(({ displayOptions: { show = {} } = {} }) => {
			return show.resource?.includes(resource) && show.operation?.includes(operation);
		})
		.map((one) => [one.name, one.description]);
};

test.each([
	['common fields at both ends', { 'a.get': 'id,options', 'a.send': 'id,text,options' }, 3],
	['fields in another order', { 'a.get': 'id,text', 'a.send': 'text,id' }, 3],
	['the same operations of two resources', { 'a.get': 'id', 'b.get': 'id' }, 1],
	['other operations of two resources', { 'a.get': 'id', 'b.send': 'id' }, 1],
	// One condition for both would show it for b.get as well.
	[
		'an operation that the other resource has without it',
		{ 'a.get': 'id', 'b.send': 'id', 'b.get': 'text' },
		3,
	],
	['one name with two meanings', { 'a.get': 'id', 'a.send': 'id=other' }, 2],
	['one field twice', { 'a.get': 'id,id' }, 2],
])('%s: each operation has its own, in its own order', (_what, operations, count) => {
	const declared = Object.fromEntries(
		Object.entries(operations).map(([name, names]) => [
			name,
			names.split(',').map((one: string) => field(...(one.split('=') as [string, string?]))),
		]),
	);
	const fields = sharedFields(fieldsOf(declared));
	for (const [name, properties] of Object.entries(declared)) {
		expect(shown(fields, name)).toEqual(
			properties.map((one: INodeProperties) => [one.name, one.description]),
		);
	}
	expect(fields).toHaveLength(count);
});

test.each([
	['equal ones stand once', 'How long', 1],
	['others stand apart', 'How often', 2],
])('fields with options: %s', (_what, other, count) => {
	const withOption = (description: string): INodeProperties => ({
		...field('options'),
		options: [field('timeout', description)],
	});
	const fields = sharedFields(
		fieldsOf({ 'a.get': [withOption('How long')], 'a.send': [withOption(other)] }),
	);
	const optionsOf = (operation: string) =>
		fields.find(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation))
			?.options;
	expect(optionsOf('get')).toEqual([field('timeout', 'How long')]);
	expect(optionsOf('send')).toEqual([field('timeout', other)]);
	expect(fields).toHaveLength(count);
});

test('what a field waits for stays', () => {
	const limit = { ...field('limit'), displayOptions: { show: { returnAll: [false] } } };
	const [{ displayOptions }] = sharedFields(fieldsOf({ 'a.getAll': [limit] }));
	expect(displayOptions).toEqual({
		show: { returnAll: [false], resource: ['a'], operation: ['getAll'] },
	});
});

test('an expression in the field that a field waits for does not make it one of another operation', () => {
	const number = { ...field('number'), displayOptions: { show: { kind: ['sms'] } } };
	const [kind, other] = sharedFields(
		fieldsOf({ 'a.get': [field('kind'), field('id')], 'a.send': [field('kind'), number] }),
	).flatMap(({ name, displayOptions }) =>
		name === 'id' ? [] : [{ ...field(name), displayOptions }],
	);
	const values = { resource: 'a', kind: '={{ $json.kind }}' };
	const isShown = (property: INodeProperties, operation: string) =>
		NodeHelpers.displayParameter({ ...values, operation }, property, null, null);
	expect([isShown(kind, 'get'), isShown(other, 'get')]).toEqual([true, false]);
	expect([isShown(kind, 'send'), isShown(other, 'send')]).toEqual([true, true]);
});
