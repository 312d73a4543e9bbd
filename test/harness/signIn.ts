/** A user of the simulator, and where its client may be sent back to. */
export const AGENT = { username: 'agent', password: 'agent-password' };
export const SUPERVISOR = { username: 'supervisor', password: 'supervisor-password' };
export const CALLBACK = 'http://localhost:5678/rest/oauth2-credential/callback';

/**
 * Signs in as a person does in a browser who was shown this address.
 *
 * @returns the address that the browser is sent to, with the code in it
 */
export async function signInAt(address: string, user = AGENT): Promise<string> {
	const form = await fetch(address);
	if (!form.ok) throw new Error(`${address} shows no form: ${form.status}`);
	const { status, headers } = await fetch(address, {
		method: 'POST',
		body: new URLSearchParams(user),
		redirect: 'manual',
	});
	const location = headers.get('location');
	if (!location) throw new Error(`The sign-in ended with ${status} at ${address}`);
	return location;
}

/** The address to sign in at, in the text of an error. */
export function addressIn(text: string): string {
	const [address] = /https?:\/\/\S+\/oauth\/authorize\S+/.exec(text) ?? [];
	if (!address) throw new Error(`No address in: ${text}`);
	return address;
}
