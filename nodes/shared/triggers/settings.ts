import type {
	IExecuteFunctions,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { coerce } from '../descriptions/coerce';
import type { Property, ValuesOf } from '../descriptions/property';

/** Where a trigger reads what the user set. */
export type TriggerContext =
	IExecuteFunctions | IPollFunctions | ITriggerFunctions | IWebhookFunctions;

/** What the user set in a trigger, typed from its properties. @throws UserError when a value is not of its type */
export function settingsOf<const Properties extends readonly Property[]>(
	context: TriggerContext,
	properties: Properties,
): ValuesOf<Properties> {
	const timezone = context.getTimezone();
	const read = ({ name, default: fallback }: Property): unknown =>
		'getInputData' in context && 'continueOnFail' in context
			? context.getNodeParameter(name, 0, fallback)
			: (context as IPollFunctions).getNodeParameter(name, fallback as object);
	return Object.fromEntries(
		properties
			.filter(({ type }) => type !== 'notice')
			.map((property) => [property.name, coerce(property, read(property), timezone)]),
	) as ValuesOf<Properties>;
}
