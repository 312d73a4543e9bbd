import type { NewEmail } from './model';

/** The e-mails that wait for the first user at the start. */
export const SAMPLE_EMAILS: NewEmail[] = [
	{
		from: 'consumer@example.com',
		subject: 'Where is my order?',
		text: 'Hello,\nI ordered two weeks ago, and nothing has come.\nKind regards',
	},
	{
		from: 'office@example.com',
		cc: 'accounts@example.com',
		subject: 'Invoice twice',
		text: 'Please cancel one of the two invoices.',
	},
];
