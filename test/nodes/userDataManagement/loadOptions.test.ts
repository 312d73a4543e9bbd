import type { INodeParameters } from 'n8n-workflow';
import { openEditor } from '../../harness/editor';
import { tokenCredential } from '../../harness/genesysCredentials';
import { withSimulator } from '../../harness/simulator';

const sim = withSimulator();

/** What a list offers, as the editor asks for it at the path of its field. */
async function offered(field: string, path: string, parameters: INodeParameters) {
	const credentials = tokenCredential(sim);
	const chosen = { api: 'udm10', authentication: 'token', ...parameters };
	const setup = { node: 'genesysUserDataManagement', parameters: chosen, credentials };
	const editor = await openEditor(setup, `parameters.${path}`);
	return (await editor.load(field)).map(({ value }) => value);
}

const DIGITAL = { source: 'DigitalChannels' };

test('data types are those of the source that is chosen', async () => {
	expect(await offered('dataType', 'dataType', DIGITAL)).toEqual(['Messages']);
});

test('in a collection, of the source beside', async () => {
	const updateFields = DIGITAL;
	expect(await offered('dataType', 'updateFields.dataType', { updateFields })).toEqual([
		'Messages',
	]);
	const media = { updateFields: { ...DIGITAL, dataType: 'Messages' } };
	expect(await offered('media', 'updateFields.media', media)).toEqual(['facebook', 'whatsapp']);
});

test('all, where no source is among the changes', async () => {
	const all = ['Contacts', 'Interactions', 'Messages'];
	expect(await offered('dataType', 'updateFields.dataType', { updateFields: {} })).toEqual(all);
});
