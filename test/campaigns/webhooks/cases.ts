import { chance } from '../servers/chance';
import { BODIES, LARGE } from './bodies';
import { choiceOf, draftOf, type Change, type Draft } from './draft';
import { CONTENT_TYPES, ENCODINGS, NOISE } from './headers';
import { HARMLESS, NO_DELIVERY, TIMES } from './requests';
import { SIGNATURES } from './signatures';
import { TARGETS } from './target';

/** A delivery with what was changed in it. */
export interface Case {
	number: number;
	name: string;
	draft: Draft;
}

/** The case of this number, the same for the same seed. */
export function caseOf(seed: number, number: number): Case {
	const choice = choiceOf(chance(seed * 1_000_003 + number));
	const draft = draftOf(choice.of(TARGETS), choice, `W${seed}x${number}`);
	const names: string[] = [draft.target.name];
	const change = (what: string, changes: Record<string, Change>) => {
		const name = choice.of(Object.keys(changes));
		changes[name](draft);
		names.push(`${what}: ${name}`);
	};
	const happens = (inHundred: number) => choice.below(1_000) < inHundred * 10;
	if (happens(0.6)) {
		change('body', LARGE);
		if (happens(30)) change('signature', SIGNATURES);
	} else {
		mix(change, happens, draft);
	}
	return { number, name: names.join(' | '), draft };
}

/** The body comes before what depends on its bytes. */
function mix(
	change: (what: string, changes: Record<string, Change>) => void,
	happens: (inHundred: number) => boolean,
	draft: Draft,
): void {
	if (happens(35)) change('body', BODIES);
	if (happens(20)) change('type', CONTENT_TYPES);
	if (happens(12)) change('encoding', ENCODINGS);
	if (happens(55)) change('signature', SIGNATURES);
	if (happens(20)) change('header', NOISE);
	if (happens(15)) change('request', HARMLESS);
	if (!draft.encoded && draft.version === '1.1' && draft.framing === 'length' && happens(8)) {
		change('request', NO_DELIVERY);
	} else if (draft.ids && happens(12)) {
		change('times', TIMES);
	}
}
