import type { IDataObject } from 'n8n-workflow';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import type { Property, ValuesOf } from '../../../shared/descriptions/property';
import { defineOperation, type Operation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { interactionField } from '../../interactionField';

/** An operation that is a POST to the interaction, and differs from the others by its name and fields. */
interface InteractionOperation<
	Properties extends readonly Property[],
	Options extends readonly Property[],
> extends Pick<Operation, 'value' | 'name' | 'action' | 'description'> {
	/** As Web Services names it. */
	operationName: string;
	properties?: Properties;
	options?: Options;
	/** The fields of the body besides `operationName`. */
	body?: (
		values: ValuesOf<Properties> & { options: Partial<ValuesOf<Options>> },
	) => Record<string, unknown>;
}

/** Declares such an operation. Its output names the interaction, for the next one to work on. */
export const interactionOperation = <
	const Properties extends readonly Property[] = [],
	const Options extends readonly Property[] = [],
>({
	operationName,
	properties,
	options,
	body,
	...described
}: InteractionOperation<Properties, Options>): Operation =>
	defineOperation({
		...described,
		kind: 'custom',
		fullAnswer: true,
		properties: [interactionField, ...((properties ?? []) as readonly [])],
		options: [bodyOption, ...((options ?? []) as readonly [])],
		target: ({ interactionId }) => interactionId,
		async execute(values, context) {
			const { interactionId, options: chosen } = values;
			const fields = body?.(values as never) ?? {};
			const response = await context.send({
				method: 'POST',
				path: path`/me/interactions/${interactionId}`,
				body: { operationName, ...bodyOf(fields, chosen) } as IDataObject,
			});
			const answer = context.answer(response);
			return context.fullAnswer ? answer : { id: interactionId, success: true, ...answer };
		},
	});
