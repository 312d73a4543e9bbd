/** A secret that may stand somewhere, since a user wants it there. */
export interface Exception {
	/** Why it is right. */
	reason: string;
	/** The whole secret. */
	secret: RegExp;
	/** The whole name of the workflow, but for what makes it unique. */
	workflow: RegExp;
	/** `table.column` of n8n's database. */
	place: RegExp;
}

/** Each has to be used by a run of all tests, or it is to go. */
export const EXCEPTIONS: Exception[] = [
	{
		reason:
			'Change Password takes the passwords from fields of the node, which are part of the workflow.',
		secret: /^(?:agent|another)-password$/,
		workflow: /^(?:New password|genesysAuthentication\.user\.changePassword) /,
		place: /^(?:workflow_\w+\.nodes|execution_data\.workflowData)$/,
	},
	{
		reason:
			'What a model gives a tool is part of the execution, as what a node gives is: so also a password.',
		secret: /^(?:agent|another)-password$/,
		workflow: /^Tools of genesysAuthentication /,
		place: /^execution_data\.data$/,
	},
	{
		reason: 'A link to a file is what a model, or whoever runs Get Download Links, has asked for.',
		secret: /^[0-9a-f]{64}$/,
		workflow: /^Tools of genesysUserDataManagement /,
		place: /^execution_data\.data$/,
	},
];
