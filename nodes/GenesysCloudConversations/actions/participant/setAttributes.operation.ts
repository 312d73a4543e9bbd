import type { IDataObject } from 'n8n-workflow';
import { isoDate } from '../../../shared/descriptions/dates';
import { fieldProperties, fieldsOf } from '../../../shared/descriptions/openFields';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption, checkChanges } from '../../../shared/descriptions/bodyFields';
import { conversationId, participantOption } from '../../conversation/fields';
import type { Medium } from '../../conversation/media';
import { participantIn } from '../../conversation/parts';
import { participantPath } from '../../conversation/paths';

const attributes = fieldProperties('Attributes');
const [, , keyValues] = attributes;

/** Genesys keeps text only. What is null or undefined is left as it is there; `''` empties it. */
const asTexts = (fields: IDataObject) =>
	Object.fromEntries(
		Object.entries(fields).flatMap(([name, value]) =>
			value === undefined || value === null ? [] : [[name, asText(value)]],
		),
	);

function asText(value: unknown): string {
	if (value instanceof Date) return isoDate(value, 'UTC');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `PATCH …/participants/{participantId}/attributes`, which adds to those that are there. */
export const setAttributes = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: `setAttributes${medium.suffix}`,
		name: `Set Attributes (${medium.suffix})`,
		action: `Set attributes of ${medium.name} participant and keep those that are not named`,
		description: `Add or change attributes, which are names with text values, of one participant of one ${medium.name} conversation`,
		properties: [conversationId, participantOption, ...attributes],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: async (values, context) => {
			const given = asTexts(fieldsOf(values, context));
			const body = bodyOf({ attributes: given }, values.options);
			checkChanges((body.attributes ?? {}) as object, [keyValues]);
			const participantId = await participantIn(context, medium, values);
			return {
				method: 'PATCH',
				path: `${participantPath(medium, values.conversationId, participantId)}/attributes`,
				body,
				idempotent: true,
			};
		},
	});
