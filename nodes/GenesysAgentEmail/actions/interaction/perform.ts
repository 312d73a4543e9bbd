import type { IDataObject } from 'n8n-workflow';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import type { Property, ValuesOf } from '../../../shared/descriptions/property';
import { defineOperation, type Context, type Operation } from '../../../shared/engine/operation';
import { interactionFor } from '../../interactionField';
import { explained } from '../../refusals';
import { operationRequest } from '../../requests';

type Values<Properties extends readonly Property[]> = ValuesOf<
	readonly [ReturnType<typeof interactionFor>, ...Properties]
> & { options: Partial<ValuesOf<readonly [typeof bodyOption]>> };

/** An operation that is a POST to the interaction, and differs from the others by its name and fields. */
interface InteractionOperation<Properties extends readonly Property[]> extends Pick<
	Operation,
	'value' | 'name' | 'action' | 'description'
> {
	/** As Web Services names it. */
	operationName: string;
	properties?: Properties;
	/** The fields of the body besides `operationName`. @throws what keeps the operation from being asked for */
	body?: (values: Values<Properties>, context: Context) => IDataObject | Promise<IDataObject>;
}

/** Declares such an operation. Its output names the interaction, for the next one to work on. */
export const interactionOperation = <const Properties extends readonly Property[] = []>({
	operationName,
	properties,
	body,
	...described
}: InteractionOperation<Properties>): Operation =>
	defineOperation({
		...described,
		kind: 'custom',
		fullAnswer: true,
		properties: [interactionFor(operationName), ...((properties ?? []) as readonly [])],
		options: [bodyOption],
		target: ({ interactionId }) => interactionId,
		async execute(values, context) {
			const { interactionId, options } = values;
			const fields = bodyOf((await body?.(values as never, context)) ?? {}, options);
			const request = operationRequest(interactionId, operationName, fields);
			const answer = context.answer(await explained(context, request));
			return context.fullAnswer ? answer : { ...answer, id: interactionId, success: true };
		},
	});
