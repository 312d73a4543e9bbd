import { defineOperation } from '../../../shared/engine/operation';
import { contentOptions, readMail, withFiles } from './content';
import { searchedSecurebox, secureMail } from './secureEmail';

export const get = defineOperation({
	kind: 'custom',
	value: 'get',
	name: 'Get',
	action: 'Get secure email with content and attachments by its ID or address',
	description: 'Retrieve the content of a secure email',
	properties: [secureMail],
	options: [...contentOptions, searchedSecurebox],
	fullAnswer: true,
	execute: async ({ secureMailId, options }, context) =>
		await withFiles(await readMail(secureMailId, options, context), options, context),
});
