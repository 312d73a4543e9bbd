import { cloud } from '../../shared/apis/cloud';
import { choicesOf, filteredBy } from '../../shared/descriptions/choices';
import { editorDefaults } from '../../shared/descriptions/common';
import { enteredIn } from '../../shared/descriptions/entered';
import { locator } from '../../shared/descriptions/locator';
import type { ListSearch } from '../../shared/descriptions/property';
import { openClient } from '../../shared/transport/client';
import { choice, searchWrapUpCodes } from '../directory';
import { email, message } from '../conversation/media';
import { participantPath } from '../conversation/paths';
import { UUID } from '../ids';

/** Of a participant that the node is set to, the codes that its queue allows; else all of the organization. */
const search: ListSearch = async function search(filter = '', token) {
	const entered = enteredIn(this);
	const operation = entered('operation');
	const medium = [email, message].find(({ suffix }) => operation.endsWith(suffix));
	const conversationId = entered('conversationId');
	const participantId = entered('participant');
	if (!medium || !conversationId || !participantId) {
		return await searchWrapUpCodes.call(this, filter, token);
	}
	const send = await openClient(this, cloud, editorDefaults);
	const response = await send({
		method: 'GET',
		path: `${participantPath(medium, conversationId, participantId)}/wrapupcodes`,
	});
	return filteredBy(filter, choicesOf(response.rows(), choice));
};

export const wrapUpCodeOption = {
	...locator('wrapUpCode', 'Wrap-Up Code ID', {
		optional: true,
		list: { search, by: 'a part of the name' },
		id: UUID,
	}),
	description:
		'What became of the conversation. Its ID is in what the operation Get Codes of the resource Wrap-Up, or the operation Get Wrap-Up Codes of the resource Directory gives.',
} as const;
