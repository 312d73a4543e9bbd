/** A kind of conversation that has operations of its own. */
export interface Medium {
	/** Of the operation: `get` + `Email`. */
	suffix: string;
	/** As texts call it, in the middle of a sentence. */
	name: string;
	/** Of its paths: `/conversations/<path>`. */
	path: string;
	/** Under which a participant of a conversation lists its communications of this kind. */
	member: string;
}

export const email: Medium = { suffix: 'Email', name: 'email', path: 'emails', member: 'emails' };
export const message: Medium = {
	suffix: 'Message',
	name: 'message',
	path: 'messages',
	member: 'messages',
};
export const social: Medium = {
	suffix: 'Social',
	name: 'social',
	path: 'socials',
	member: 'socialExpressions',
};
export const video: Medium = { suffix: 'Video', name: 'video', path: 'videos', member: 'videos' };
export const cobrowse: Medium = {
	suffix: 'Cobrowse',
	name: 'cobrowse',
	path: 'cobrowsesessions',
	member: 'cobrowsesessions',
};
export const internalMessage: Medium = {
	suffix: 'InternalMessage',
	name: 'internal message',
	path: 'internalmessages',
	member: 'internalMessages',
};
