import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { Receiver, startWithClient } from '../helper';

const RETRY_DELAY_MS = 40;

/** A simulator and a receiver of its webhooks for each test. */
export class AgentTests {
	sim!: Simulator;
	control!: AxiosInstance;
	receiver!: Receiver;
	webhookUrl!: string;

	constructor() {
		beforeEach(async () => {
			this.receiver = new Receiver();
			this.receiver.answer = this.echo;
			this.webhookUrl = await this.receiver.start();
			const { webhookUrl } = this;
			const messaging = { webhookUrl, retryDelayMs: RETRY_DELAY_MS, timeoutMs: 5_000 };
			({ sim: this.sim, control: this.control } = await startWithClient({ messaging }));
		});
		afterEach(async () => {
			await this.sim.close();
			await this.receiver.close();
		});
	}

	/** Answers as the document asks: with the id received. */
	readonly echo: Receiver['answer'] = (index, response) => {
		const { messageId, channel } = this.body(index);
		response.end(JSON.stringify({ messageId: messageId ?? channel.messageId }));
	};

	/** The body received. */
	body(index: number) {
		return JSON.parse(this.receiver.received[index].bytes.toString());
	}

	/** Over HTTP; what became of the message. */
	async send(message: object = {}) {
		return (await this.control.post('/messaging/messages', message)).data;
	}
}
