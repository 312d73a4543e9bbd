/** A process at the other end of a channel, or the channel itself. */
interface Peer {
	on(event: 'message', listener: (message: Message) => void): unknown;
	send?(message: Message): unknown;
}

/** A question, or what came of one. */
interface Message {
	id: number;
	question?: string;
	given?: unknown[];
	value?: unknown;
	error?: string;
}

/** Asks the other process. */
export type Ask = <T>(question: string, ...given: unknown[]) => Promise<T>;

/** Questions and answers between a process and the one that started it. @param answer what the other one is answered */
export function openTalk(peer: Peer, answer: (question: string, given: unknown[]) => unknown): Ask {
	const waiting = new Map<number, (message: Message) => void>();
	let last = 0;

	async function reply({ id, question = '', given = [] }: Message): Promise<void> {
		try {
			peer.send?.({ id, value: await answer(question, given) });
		} catch (error) {
			peer.send?.({ id, error: (error as Error).stack ?? String(error) });
		}
	}

	peer.on('message', (message) => {
		if (message.question !== undefined) return void reply(message);
		waiting.get(message.id)?.(message);
		waiting.delete(message.id);
	});
	return async <T>(question: string, ...given: unknown[]) =>
		await new Promise<T>((resolve, reject) => {
			const id = ++last;
			waiting.set(id, ({ value, error }) => {
				if (error === undefined) resolve(value as T);
				else reject(new Error(error));
			});
			peer.send?.({ id, question, given });
		});
}
