/** A person of the organization who can sign in. */
export interface CloudUser {
	/** As `GET /api/v2/users/me` answers it. */
	id: string;
	/** What is typed into the sign-in form. */
	email: string;
	password: string;
	name: string;
}

/** `agent@example.com` / `agent-password` and `supervisor@example.com` / `supervisor-password`. */
export function defaultCloudUsers(): CloudUser[] {
	return [
		{
			id: '2d6f7a50-5c0e-4b6f-9f51-0d1c5a7e1a01',
			email: 'agent@example.com',
			password: 'agent-password',
			name: 'Alex Agent',
		},
		{
			id: '7b1c9e34-8a2d-4f17-b0c6-3e9d4f6a2b02',
			email: 'supervisor@example.com',
			password: 'supervisor-password',
			name: 'Sam Supervisor',
		},
	];
}
