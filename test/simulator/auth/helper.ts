import type { AxiosInstance, AxiosResponse } from 'axios';

export const AUTHORIZE = '/auth/v3/oauth/authorize';
export const TOKEN = '/auth/v3/oauth/token';
export const CALLBACK = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

export const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

export const AGENT = { username: 'agent', password: 'agent-password' };
const CLIENT = { username: 'demo-client', password: 'demo-client-secret' };

/** Posts to the token endpoint, with the right client credentials unless others are given. */
export async function token(
	client: AxiosInstance,
	form: Record<string, string>,
	auth: { username: string; password: string } | undefined = CLIENT,
): Promise<AxiosResponse> {
	return await client.post(TOKEN, new URLSearchParams(form), { auth });
}

export const passwordGrant = async (client: AxiosInstance, user = AGENT) =>
	await token(client, { grant_type: 'password', ...user });

/** What a browser does: reads the form, fills it in and posts it to where it says; follows nothing. */
export async function signIn(
	client: AxiosInstance,
	authorizeUrl: string,
	fields: Record<string, string> = AGENT,
): Promise<AxiosResponse> {
	const page = await client.get(authorizeUrl, { headers: { 'x-api-key': '' } });
	const [, action] = /<form method="post" action="([^"]*)"/.exec(page.data) ?? [];
	if (!action) throw new Error(`No form: ${page.status} ${page.data}`);
	for (const name of Object.keys(fields)) {
		if (!page.data.includes(`name="${name}"`)) throw new Error(`No field ${name}`);
	}
	const target = action.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
	return await client.post(target, new URLSearchParams(fields), {
		maxRedirects: 0,
		headers: { 'x-api-key': '' },
	});
}
