import type { Faker } from '@faker-js/faker';
import type { NewMail } from './model';

export const SAMPLE_ADDRESS = 'consumer@example.com';

/** Days before this moment: sample mails have the same dates in every run. */
const REFERENCE_DATE = new Date('2025-01-15T09:00:00.000Z');

/** The mails a simulator starts with: three unread, one read, and an unread one in `billing`. */
export function sampleMails(random: Faker): NewMail[] {
	const first = random.person.firstName();
	const last = random.person.lastName();
	const mail = (daysAgo: number, subject: string, rest: Partial<NewMail>): NewMail => ({
		address: SAMPLE_ADDRESS,
		receivedAt: new Date(REFERENCE_DATE.getTime() - daysAgo * 86_400_000).toISOString(),
		...rest,
		data: {
			address: SAMPLE_ADDRESS,
			firstName: first,
			lastName: last,
			subject,
			text: random.lorem.paragraph(),
			accountNumber: random.finance.accountNumber(8),
		},
	});
	return [
		mail(9, 'Welcome', { direction: 'outbound', status: 'read' }),
		mail(6, `Order ${random.string.numeric(6)} has not arrived`, {}),
		mail(4, 'Change of address', {}),
		mail(3, `Invoice ${random.string.numeric(6)}`, { securebox: 'billing' }),
		mail(1, 'Your question about delivery', { direction: 'outbound' }),
	];
}
