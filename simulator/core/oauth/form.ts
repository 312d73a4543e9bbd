/** What the sign-in form shows. */
export interface FormState {
	/** Path and query of the authorize call; the form is posted to the same. */
	action: string;
	showTenant: boolean;
	/** What a user name is called. */
	userNameLabel: string;
	clientId: string;
	userName?: string;
	error?: string;
}

/** The sign-in form: plain HTML, no script, nothing loaded from elsewhere. */
export function signInForm({
	action,
	showTenant,
	userNameLabel,
	clientId,
	userName = '',
	error,
}: FormState): string {
	const tenant = `<label for="tenant">Tenant</label>
			<input id="tenant" name="tenant" autocomplete="organization">`;
	return `<!DOCTYPE html>
<html lang="en">
	<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<title>Sign in - Genesys simulator</title>
		<style>
			body { margin: 0; min-height: 100vh; display: grid; place-items: center;
				background: #f3f4f7; color: #23263a; font: 16px/1.5 system-ui, sans-serif; }
			form { width: 20rem; padding: 2rem; background: #fff; border: 1px solid #d9dce5;
				border-radius: 8px; }
			h1 { margin: 0 0 .25rem; font-size: 1.3rem; }
			p { margin: 0 0 1rem; color: #5a6072; }
			label { display: block; margin-top: 1rem; font-weight: 600; }
			input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit;
				border: 1px solid #8b90a3; border-radius: 4px; }
			button { width: 100%; margin-top: 1.5rem; padding: .6rem; font: inherit; font-weight: 600;
				color: #fff; background: #b02a1e; border: 0; border-radius: 4px; cursor: pointer; }
			.error { margin: 0; padding: .5rem; color: #8f1d13; background: #fbe9e7; border-radius: 4px; }
		</style>
	</head>
	<body>
		<form method="post" action="${escapeHtml(action)}">
			<h1>Sign in</h1>
			<p>${escapeHtml(clientId)} asks for access to the Genesys simulator.</p>
			${error === undefined ? '' : `<p class="error" role="alert">${escapeHtml(error)}</p>`}
			${showTenant ? tenant : ''}
			<label for="username">${escapeHtml(userNameLabel)}</label>
			<input id="username" name="username" autocomplete="username" required
				value="${escapeHtml(userName)}">
			<label for="password">Password</label>
			<input id="password" name="password" type="password" autocomplete="current-password" required>
			<button type="submit">Sign in</button>
		</form>
	</body>
</html>
`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
