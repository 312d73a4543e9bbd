import { Seal } from '../../../nodes/shared/triggers/seal';

const text = JSON.stringify({ clientId: 'c', cookies: 'A=ä€😀' });

test('what was sealed opens with the same secrets and the same purpose only', () => {
	const sealed = new Seal(['key', ''], 'a').close(text);
	expect(new Seal(['key'], 'a').open(sealed)).toBe(text);
	expect(new Seal(['another key'], 'a').open(sealed)).toBeUndefined();
	expect(new Seal(['key', 'more'], 'a').open(sealed)).toBeUndefined();
	expect(new Seal(['key'], 'b').open(sealed)).toBeUndefined();
});

test('it shows nothing of the text, and looks different each time', () => {
	const seal = new Seal(['key'], 'a');
	const [first, second] = [seal.close(text), seal.close(text)].map(String);
	expect(first).not.toBe(second);
	const bytes = Buffer.from(first, 'base64').toString('latin1');
	expect(bytes).not.toContain('clientId');
});

test('without a secret nothing is sealed, and nothing opens', () => {
	const none = new Seal(['', ''], 'a');
	expect(none.close(text)).toBeUndefined();
	expect(none.open(new Seal(['key'], 'a').close(text))).toBeUndefined();
});

test.each([[undefined], [null], [5], [''], ['text'], ['A'.repeat(60)], [{}]])(
	'what was not sealed does not open: %j',
	(given) => {
		expect(new Seal(['key'], 'a').open(given)).toBeUndefined();
	},
);

test('what was changed since does not open', () => {
	const seal = new Seal(['key'], 'a');
	const bytes = Buffer.from(String(seal.close(text)), 'base64');
	for (const at of [0, 12, bytes.length - 1]) {
		const changed = Buffer.from(bytes);
		changed[at] ^= 1;
		expect(seal.open(changed.toString('base64'))).toBeUndefined();
	}
});
