import { ENCODINGS } from './encodings';
import { EXCEPTIONS, type Exception } from './exceptions';
import { leftoversIn, type Leftover } from './leftovers';
import { notes } from './registry';
import { pieceOf, Seeker, type Hit } from './seeker';

/** A secret where none may be. */
export type Finding = Hit & Pick<Leftover, 'kind' | 'place' | 'workflow'> & { from: string };

/** What was searched, and what was found. */
export interface Outcome {
	findings: Finding[];
	used: Set<Exception>;
	/** In one line. */
	summary: string;
}

/**
 * Searches all that an n8n left behind in its folder, and all that it sent to servers which no credential names, for every secret
 * that was noted. n8n must not run.
 */
export function searchAll(folder: string): Outcome {
	const { secrets, origins, requests } = notes();
	const strange = requests
		.filter(({ origin }) => !origins.has(origin))
		.map(({ origin, text }): Leftover => ({
			...{ kind: 'request', place: origin },
			bytes: Buffer.from(text, 'latin1'),
		}));
	const seeker = new Seeker(secrets.keys());
	const leftovers = [...leftoversIn(folder), ...strange];
	const used = new Set<Exception>();
	const excused = new Set<string>();
	const findings = leftovers
		.flatMap(({ bytes, kind, place, workflow }) =>
			seeker.find(bytes).map((hit): Finding => {
				const from = secrets.get(hit.secret) ?? 'with pluses for blanks';
				return { ...hit, kind, place, workflow, from };
			}),
		)
		.filter((finding) => {
			// A link is a key to what it leads to, and its signature has to go there.
			if (finding.kind === 'request' && finding.from.startsWith('a link')) return false;
			const exception = EXCEPTIONS.find((one) => isExcused(finding, one));
			if (!exception) return true;
			used.add(exception);
			excused.add(finding.secret);
			return false;
		})
		// What a row may hold is among the bytes of the database as well, where rows cannot be told apart.
		.filter(({ place, secret }) => !(/database\.sqlite/.test(place) && excused.has(secret)));

	const count = (kind: Leftover['kind']) => leftovers.filter((one) => one.kind === kind);
	const sizeOf = (some: Leftover[]) => some.reduce((sum, { bytes }) => sum + bytes.length, 0);
	const counts = {
		...{
			secrets: seeker.secrets.length,
			tooPlain: [...secrets.keys()].filter((one) => pieceOf(one) === 0).length,
		},
		...{ files: count('file').length, bytesOfFiles: sizeOf(count('file')) },
		...{ values: count('value').length, bytesOfValues: sizeOf(count('value')) },
		requestsToOtherHosts: strange.length,
		...{ waysOfReading: ENCODINGS.length, bytesRead: seeker.read },
		...{ found: findings.length, exceptions: used.size },
	};
	return { findings, used, summary: `Secrets: ${JSON.stringify(counts)}` };
}

const isExcused = ({ kind, secret, workflow = '', place }: Finding, one: Exception) =>
	kind === 'value' &&
	one.workflow.test(workflow) &&
	one.secret.test(secret) &&
	one.place.test(place);

/** For a person: where what was found, and how it was written. */
export const told = (findings: Finding[]): string[] => [
	...new Set(
		findings.map(
			({ kind, place, workflow, from, how, part, around }) =>
				`${kind} ${place}${workflow ? ` of "${workflow}"` : ''}: ${from}, ${how}: "${part}" in …${around}…`,
		),
	),
];
