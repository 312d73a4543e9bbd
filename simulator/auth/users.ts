import type { SimulatorContext } from '../core/api';
import type { AuthUser } from './model';

/** Where everybody belongs. */
export interface ContactCenter {
	contactCenterId: string;
	environmentId: string;
	/** Name for the tenant field of the sign-in form. */
	tenant: string;
}

/** `agent` / `agent-password` and `supervisor` / `supervisor-password`. */
export function defaultUsers(): AuthUser[] {
	return [
		{
			userName: 'agent',
			password: 'agent-password',
			givenName: 'Alex',
			familyName: 'Agent',
			email: 'agent@example.com',
			dbid: 101,
			roles: ['ROLE_AGENT'],
		},
		{
			userName: 'supervisor',
			password: 'supervisor-password',
			givenName: 'Sam',
			familyName: 'Supervisor',
			email: 'supervisor@example.com',
			dbid: 102,
			roles: ['ROLE_AGENT', 'ROLE_SUPERVISOR'],
		},
	];
}

/** Whether somebody with this password is let in. */
export function canSignIn(user: AuthUser | undefined, password: string): user is AuthUser {
	return user !== undefined && user.password === password && !user.passwordExpired;
}

/** The one contact center there is, with ids of its own. */
export function newContactCenter({ random }: SimulatorContext, tenant: string): ContactCenter {
	const ids = random('auth-contact-center');
	return { contactCenterId: ids.string.uuid(), environmentId: ids.string.uuid(), tenant };
}

/** The answer of `/auth/v3/userinfo`. */
export function userInfo(user: AuthUser, center: ContactCenter) {
	return {
		username: uniqueName(user, center),
		loginName: user.userName,
		cmeUserName: user.userName,
		contactCenterId: center.contactCenterId,
		environmentId: center.environmentId,
		dbid: user.dbid,
		authorities: authorities(user),
		properties: {},
	};
}

/** The answer of `/auth/v3/openid/userinfo`, and the claims of the JWT. */
export function openIdUserInfo(user: AuthUser, center: ContactCenter, clientId: string) {
	return {
		sub: uniqueName(user, center),
		user_name: user.userName,
		given_name: user.givenName,
		family_name: user.familyName,
		email: user.email,
		aud: clientId,
		contact_center_id: center.contactCenterId,
		environment_id: center.environmentId,
		dbid: user.dbid,
		authorities: authorities(user),
		properties: {},
	};
}

/** "includes the userName in Configuration Server, the DBID [...] and the contact center ID" */
function uniqueName({ userName, dbid }: AuthUser, { contactCenterId }: ContactCenter): string {
	return `${userName}-${dbid}@${contactCenterId}`;
}

function authorities({ roles }: AuthUser) {
	return roles.map((name) => ({ name, privileges: [] as string[] }));
}
