import { oAuth2, token } from '../shared/apis/engage';

/** Credentials that have a token: what is asked of a session, or of its user, needs one. */
export const signedIn = [oAuth2, token];
