import { notice, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';

/** Genesys documents that the address gives "the interaction data", and not what that is. */
export const get = defineOperation({
	kind: 'rows',
	value: 'get',
	name: 'Get',
	action: 'Get chat or secure email by address that event about it carries',
	description: 'Retrieve a chat or secure email by the address that an event of it has',
	properties: [
		notice(
			'answerNotice',
			'Genesys does not document the fields of an interaction. The address must be on the server of the Base URL in the credential, which is sent nowhere else.',
		),
		text('selfUri', 'Self URI', 'The <code>selfUri</code> of the Genesys Interactions Trigger', {
			required: true,
			placeholder: 'e.g. https://genesys.example.com/nexus/v3/chat/sessions/49a0ed5c-77b8',
		}),
	],
	undocumented: true,
	// An empty envelope could be an empty list, if there were a list of interactions at an address.
	check: (response) => {
		if (!response.content) response.thing();
	},
	request: ({ selfUri }) => ({
		method: 'GET',
		path: '',
		address: selfUri,
		explanations: {
			'404': {
				message: 'Genesys has no interaction at this address',
				description:
					'It may have been erased meanwhile. Check that the address is that of an event.',
			},
		},
	}),
});
