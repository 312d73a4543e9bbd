import { simplified, STATES } from '../../../shared/agentEmail/interaction';
import { filters, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';

const other = (field: string, example: string) =>
	`Names that ${field} does not offer, separated by commas, e.g. ${example}`;

/** In which of them an agent has an interaction. */
const openStates = STATES.filter(({ allows }) => allows.length > 0);

const several = <const Name extends string>(
	name: Name,
	displayName: string,
	description: string,
	options: ReadonlyArray<{ name: string; value: string }>,
) => defineProperty({ displayName, name, type: 'multiOptions', default: [], description, options });

export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many email interactions that agent has now with ID and state of each',
	description:
		'Retrieve the interactions that the agent has. Genesys does not document this request.',
	properties: [
		filters([
			text('otherStates', 'Other States', other('States', 'Parked'), {
				commaSeparated: true,
			} as const),
			text('otherSubtypes', 'Other Subtypes', other('Subtypes', 'InboundForm'), {
				commaSeparated: true,
			} as const),
			several(
				'states',
				'States',
				'Only interactions in these states. Genesys documents the name Reply Created only.',
				openStates.map(({ name, value }) => ({ name, value })),
			),
			several('subtypes', 'Subtypes', 'Only interactions of these subtypes', [
				{ name: 'Inbound New', value: 'InboundNew' },
				{ name: 'Outbound New', value: 'OutboundNew' },
				{ name: 'Outbound Reply', value: 'OutboundReply' },
			]),
		]),
	],
	simplify: simplified,
	undocumented: true,
	request: () => ({ method: 'GET', path: '/me/interactions' }),
	only({ filters: { states = [], otherStates = [], subtypes = [], otherSubtypes = [] } }) {
		const isOf = ofAny([...states, ...otherStates]);
		const isOfSubtype = ofAny([...subtypes, ...otherSubtypes]);
		return {
			passes(row) {
				// An answer without a list, and without anything else, is none.
				const isThere = Object.keys(row).length > 0;
				return isThere && isOf(row.state) && isOfSubtype(row.interactionSubType);
			},
			isEnd: () => false,
		};
	},
});

/** Whether a value is one of those that are wanted, in capital letters or not; none wanted: whatever it is. */
function ofAny(wanted: readonly string[]): (value: unknown) => boolean {
	const names = wanted.map((name) => name.toLowerCase());
	return (value) => names.length === 0 || names.includes(String(value).toLowerCase());
}
