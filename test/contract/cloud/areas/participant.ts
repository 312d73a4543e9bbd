import type { CloudArea } from '../cloudCase';

/** participant, wrapUp, conversation */
export const participant: CloudArea = {
	coverage: {
		'cloud.post_email_participant_communication_wrapup': ['wrapUp.applyEmail'],
		'cloud.post_message_participant_communication_wrapup': ['wrapUp.applyMessage'],
		'cloud.post_social_participant_communication_wrapup': ['wrapUp.applySocial'],
		'cloud.post_video_participant_communication_wrapup': ['wrapUp.applyVideo'],
	},
	beyond: ['conversation.get'],
	specs: {},
};
