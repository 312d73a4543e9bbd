import type {
	IDataObject,
	IExecuteFunctions,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { coerce } from '../descriptions/coerce';
import { isShown, type Property, type ValuesOf } from '../descriptions/property';

/** Where a trigger reads what the user set. */
export type TriggerContext =
	IExecuteFunctions | IPollFunctions | ITriggerFunctions | IWebhookFunctions;

/**
 * What the user set in a trigger, typed from its properties; a field that is not on the screen has its default.
 *
 * @throws UserError when a value is not of its type
 */
export function settingsOf<const Properties extends readonly Property[]>(
	context: TriggerContext,
	properties: Properties,
): ValuesOf<Properties> {
	const timezone = context.getTimezone();
	const read = ({ name, default: fallback }: Property): unknown =>
		'getInputData' in context && 'continueOnFail' in context
			? context.getNodeParameter(name, 0, fallback)
			: (context as IPollFunctions).getNodeParameter(name, fallback as object);
	const values: IDataObject = {};
	for (const property of properties) {
		if (property.type === 'notice') continue;
		const given = isShown(property, values) ? read(property) : property.default;
		values[property.name] = coerce(property, given, timezone) as IDataObject;
	}
	return values as ValuesOf<Properties>;
}
