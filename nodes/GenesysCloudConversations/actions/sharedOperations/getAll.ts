import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { aboutOwn } from '../../conversation/explanations';
import type { Medium } from '../../conversation/media';
import { forSignedInUser } from '../../notices';

/** `GET /conversations/<medium>`, which has no pages and knows one user only. */
export const getAll = (medium: Medium) =>
	defineOperation({
		kind: 'rows',
		value: 'getAll',
		name: 'Get Many',
		action: `Get many active ${medium.name} conversations that signed in user has joined`,
		description: `Retrieve the active ${medium.name} conversations of the user who connected the credential, with their IDs and participants`,
		properties: [forSignedInUser],
		request: () => ({
			method: 'GET',
			path: path`/conversations/${medium.path}`,
			explanations: aboutOwn,
		}),
	});
