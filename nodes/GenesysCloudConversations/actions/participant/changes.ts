import { flag } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { WAITING } from '../../conversation/parts';

/** States that a participant can be set to. */
export const state = defineProperty({
	displayName: 'State',
	name: 'state',
	type: 'options',
	options: [
		{
			name: 'Connected',
			value: 'connected',
			description: 'Answer what alerts, or go on with what is parked',
		},
		{ name: 'Disconnected', value: 'disconnected', description: 'Leave the conversation' },
	],
	default: 'disconnected',
	description: 'State to set: connected answers, disconnected leaves the conversation',
});

/** Who is meant by a change to a state when nobody is named: only who waits can be connected. */
export const preferredFor = (wanted?: string) => (wanted === 'connected' ? WAITING : undefined);

/** What can be switched for a participant. */
export const switches = [
	flag(
		'confined',
		'Confined',
		'Whether the participant is confined, which only ad-hoc conferences know',
	),
	flag('held', 'Held', 'Whether the participant is on hold'),
	flag('muted', 'Muted', 'Whether the participant is muted'),
	flag('recording', 'Recording', 'Whether the participant is recorded'),
] as const;

export const wrapUpSkipped = flag(
	'wrapupSkipped',
	'Wrap-Up Skipped',
	'Whether the participant needs no wrap-up',
);
