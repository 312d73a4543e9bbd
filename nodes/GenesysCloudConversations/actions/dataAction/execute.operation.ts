import { flag } from '../../../shared/descriptions/fields';
import { fieldProperties, fieldsOf } from '../../../shared/descriptions/openFields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { dataAction } from '../../directory';

/** `POST /integrations/actions/{actionId}/execute` */
export const execute = defineOperation({
	kind: 'action',
	value: 'execute',
	name: 'Execute',
	action: 'Execute data action of integration with input and return what it answers',
	description: 'Run a data action with input, and give what it answers',
	properties: [dataAction, ...fieldProperties('Input')],
	options: [
		flag(
			'flatten',
			'Flatten',
			'Whether the answer is flattened as Architect wants it, with lists of values in place of nested objects',
		),
	],
	request: ({ options: { flatten }, ...values }, { json }) => ({
		method: 'POST',
		path: path`/integrations/actions/${values.dataAction}/execute`,
		query: { flatten },
		body: fieldsOf(values, { json }),
	}),
});
