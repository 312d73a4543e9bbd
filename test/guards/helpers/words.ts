/** A word that does not belong into the repository. */
interface Word {
	/** Named in the findings. */
	name: string;
	pattern: RegExp;
	/** Files that are looked at; all of them unless given. */
	where?: RegExp;
	/** Files that may have it. */
	except?: RegExp;
}

const LOCK_FILES = /(^|\/)package-lock\.json$/;
const SHIPPED_AND_SIMULATOR = /^(nodes|credentials|simulator)\/.*\.ts$/;

/** Words are put together from parts, so that this file does not have them. */
const word = (...parts: string[]) => parts.join('');

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** @param text found where it is not a part of a longer word */
const literal = (text: string, where?: RegExp, except?: RegExp): Word => ({
	name: text,
	pattern: new RegExp(
		(/^\w/.test(text) ? '(?<!\\w)' : '') + escaped(text) + (/\w$/.test(text) ? '(?!\\w)' : ''),
	),
	where,
	except,
});

const WORDS: Word[] = [
	// Paths and hosts of the machine that something was written on.
	{ name: word('/wo', 'rk/'), pattern: new RegExp(`(?<![\\w.}-])${word('/wo', 'rk/')}`) },
	{ name: word('/ro', 'ot/'), pattern: new RegExp(`(?<![\\w.}-])${word('/ro', 'ot/')}`) },
	{ name: word('/home', '/'), pattern: new RegExp(`(?<![\\w.}-])${word('/home', '/')}\\w`) },
	literal(word('registry.np', 'mjs')),
	// The nodes import nodes/shared; a folder beside the repository is another thing.
	{
		name: word('../sha', 'red'),
		pattern: new RegExp(
			`${escaped(word('../sha', 'red'))}(?!/(apis|cometd|descriptions|engine|exports|statistics|transport|triggers)/)`,
		),
	},
	// Things left for later.
	literal(word('TO', 'DO'), undefined, LOCK_FILES),
	literal(word('FIX', 'ME'), undefined, LOCK_FILES),
	literal(word('XX', 'X'), undefined, LOCK_FILES),
	// Tests that are not run, or that make others not run.
	...['.only', '.skip', '.todo'].map((name) => literal(`${name}(`, /^test\//)),
	...['fdescribe', 'fit', 'xdescribe', 'xit', 'xtest'].map((name) =>
		literal(`${name}(`, /^test\//),
	),
	// Checks that are switched off.
	literal(word('eslint-dis', 'able')),
	literal(word('@ts-ig', 'nore')),
	literal(word('@ts-noch', 'eck')),
	literal(word('prettier-ig', 'nore')),
	literal(word('as a', 'ny'), SHIPPED_AND_SIMULATOR),
];

/** The words in a file, by name. */
export function wordsIn(path: string, text: string): string[] {
	return WORDS.filter(
		({ pattern, where, except }) =>
			(!where || where.test(path)) && !except?.test(path) && pattern.test(text),
	).map(({ name }) => name);
}
