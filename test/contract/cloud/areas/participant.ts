import type { CloudArea } from '../cloudCase';

const wrappedUp = { state: 'wrappedUp' } as const;
const states = {
	runs: [{ updateFields: { state: 'connected' } }, { updateFields: { state: 'disconnected' } }],
};
/** Documented, and without effect in the update of a communication. */
const wrapup = {
	code: 'a',
	name: 'Resolved',
	notes: 'Done',
	tags: ['vip'],
	durationSeconds: 5,
	endTime: '2026-11-21T09:30:00.000Z',
	provisional: true,
	disableEndTimeUpdates: true,
};
/** An update of nothing is an error. */
const attributes = { runs: [{ dataJson: '{"case":"4711"}' }] };
const transfers = { runs: [{ address: '{queue}', userName: '{userName}' }] };
/** Only two of the documented states can be set here. */
const otherStates = [
	...['alerting', 'dialing', 'contacting', 'offering', 'disconnected', 'terminated'],
	...['converting', 'uploading', 'transmitting', 'none'],
].map((state) => ({ state }));

/** participant, wrapUp, conversation */
export const participant: CloudArea = {
	coverage: {
		'cloud.get_email_participant_communication_wrapup': ['wrapUp.getEmail'],
		'cloud.get_email_participant_wrapup': ['wrapUp.getOfParticipantEmail'],
		'cloud.get_email_participant_wrapupcodes': ['wrapUp.getCodesEmail'],
		'cloud.get_message_participant_communication_wrapup': ['wrapUp.getMessage'],
		'cloud.get_message_participant_wrapup': ['wrapUp.getOfParticipantMessage'],
		'cloud.get_message_participant_wrapupcodes': ['wrapUp.getCodesMessage'],
		'cloud.get_social_participant_communication_wrapup': ['wrapUp.getSocial'],
		'cloud.get_video_participant_communication_wrapup': ['wrapUp.getVideo'],
		'cloud.patch_email_participant': ['participant.updateEmail'],
		'cloud.patch_email_participant_attributes': ['participant.setAttributesEmail'],
		'cloud.patch_email_participant_communication': ['participant.updateCommunicationEmail'],
		'cloud.patch_email_participant_parkingstate': ['participant.parkEmail'],
		'cloud.patch_message_participant': ['participant.updateMessage'],
		'cloud.patch_message_participant_attributes': ['participant.setAttributesMessage'],
		'cloud.patch_message_participant_communication': ['participant.updateCommunicationMessage'],
		'cloud.post_email_participant_communication_wrapup': ['wrapUp.applyEmail'],
		'cloud.post_email_participant_replace': ['participant.transferEmail'],
		'cloud.post_message_participant_communication_wrapup': ['wrapUp.applyMessage'],
		'cloud.post_message_participant_monitor': ['participant.monitorMessage'],
		'cloud.post_message_participant_replace': ['participant.transferMessage'],
		'cloud.post_social_participant_communication_wrapup': ['wrapUp.applySocial'],
		'cloud.post_video_participant_communication_wrapup': ['wrapUp.applyVideo'],
	},
	beyond: ['conversation.disconnect', 'conversation.get'],
	specs: {
		'participant.updateEmail': states,
		'participant.updateMessage': states,
		'participant.updateCommunicationEmail': { byJson: { wrapup } },
		'participant.updateCommunicationMessage': { byJson: { wrapup } },
		'participant.parkEmail': { refused: otherStates },
		'participant.setAttributesEmail': attributes,
		'participant.setAttributesMessage': attributes,
		'participant.transferEmail': transfers,
		'participant.transferMessage': transfers,
		'wrapUp.getEmail': wrappedUp,
		'wrapUp.getMessage': wrappedUp,
		'wrapUp.getSocial': wrappedUp,
		'wrapUp.getVideo': wrappedUp,
		'wrapUp.getOfParticipantEmail': wrappedUp,
		'wrapUp.getOfParticipantMessage': wrappedUp,
	},
};
