/**
 * The simulator in a process of its own, so that it does not share n8n's event loop. Started with
 * `fork`: sends `{ url, apiKey, appSecret, cloudClient }` and ends when the parent does. Its statistics move only by
 * what the bench publishes. With the argument `record` it keeps the requests.
 */
import { startSimulator } from '../../simulator';

async function main(): Promise<void> {
	const simulator = await startSimulator({
		record: process.argv.includes('record'),
		samples: false,
		// The key alone, as some accounts allow: no part of what is measured is a sign-in.
		statistics: { tickMs: 0, requireToken: false },
	});
	process.once('disconnect', () => void simulator.close());
	const { url, apiKey, appSecret, control } = simulator;
	const clients = control.cloudLogin.listClients();
	const cloudClient = clients.find(({ grant }) => grant === 'CLIENT_CREDENTIALS');
	process.send?.({ url, apiKey, appSecret, cloudClient });
}

// Ctrl+C reaches this process as well; the parent decides when to end.
process.on('SIGINT', () => {});
main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
