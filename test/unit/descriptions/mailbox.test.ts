import { mailbox, mailboxes } from '../../../nodes/shared/descriptions/mailbox';

test.each([
	['kim@example.com', { address: 'kim@example.com' }],
	[' <kim@example.com> ', { address: 'kim@example.com' }],
	['Kim Doe <kim@example.com>', { address: 'kim@example.com', name: 'Kim Doe' }],
	['"Doe, Kim" <kim@example.com>', { address: 'kim@example.com', name: 'Doe, Kim' }],
	['"Kim \\"K\\" Doe" <kim@example.com>', { address: 'kim@example.com', name: 'Kim "K" Doe' }],
	['"A\\\\B" <kim@example.com>', { address: 'kim@example.com', name: 'A\\B' }],
])('%s is who is meant', (written, expected) => {
	expect(mailbox(written)).toEqual(expected);
});

test.each(['', 'Kim', 'kim@', 'a@b@c', 'kim doe@example.com', 'Kim <kim>', 'a@b.c;d@e.f'])(
	'"%s" is no address',
	(written) => {
		expect(() => mailbox(written)).toThrow(`"${written}" is no email address`);
	},
);

test('several are separated at the commas that are not within quotes, as they come out of a list of names', () => {
	const written = ['a@b.c', '"Doe', 'Kim" <k@b.c>', '"Lee \\"L', 'B\\" Roe" <l@b.c>'];
	expect(mailboxes(written)).toEqual([
		{ address: 'a@b.c' },
		{ address: 'k@b.c', name: 'Doe, Kim' },
		{ address: 'l@b.c', name: 'Lee "L, B" Roe' },
	]);
	expect(mailboxes([])).toEqual([]);
});
