import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { editorDefaults } from '../../shared/descriptions/common';
import { openClient } from '../../shared/transport/client';
import { nexus } from '../../shared/transport/engage';

const PAGE_SIZE = 50;

/**
 * Secure emails of one address for a resource locator. Genesys lists by address only, so the search text is the
 * address; the page token is the index of the next row.
 */
export async function searchSecureEmails(
	this: ILoadOptionsFunctions,
	address = '',
	page = '0',
): Promise<INodeListSearchResult> {
	const send = await openClient(this, nexus, editorDefaults);
	const { body } = await send({
		method: 'GET',
		path: '/securemail',
		query: { address, index: page, count: PAGE_SIZE },
	});
	const rows = (body as { data?: IDataObject[] }).data ?? [];
	return {
		results: rows.map((mail) => ({ name: labelOf(mail), value: idOf(mail) })),
		// A short page need not be the last one: Genesys may give fewer than asked for.
		...(rows.length ? { paginationToken: String(Number(page) + rows.length) } : {}),
	};
}

/** The fields of a secure email are not documented, so the label takes the first that says something. */
function labelOf(mail: IDataObject): string {
	const subject = mail.subject ?? mail.title ?? mail.from;
	return subject ? `${String(subject)} (${idOf(mail)})` : idOf(mail);
}

function idOf(mail: IDataObject): string {
	return String(mail.secureMailId ?? mail.id ?? '');
}
