import { webServicesCredential } from '../../harness/genesysCredentials';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';

const sim = withSimulator({ samples: false, webServices: { csrf: true } });

test('with CSRF protection on, an operation is carried out as it is without', async () => {
	const { id } = await sim.control.webServices.addEmail();
	const { items, error } = await runNode({
		node: 'genesysAgentEmail',
		parameters: { operation: 'accept', interactionId: { mode: 'id', value: id, __rl: true } },
		credentials: webServicesCredential(sim),
	});
	expect(error).toBeUndefined();
	expect(items).toMatchObject([{ json: { id, success: true } }]);
	expect(sim.control.webServices.interactions()).toMatchObject([{ id, state: 'Accepted' }]);
});
