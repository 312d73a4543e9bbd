import type { IDataObject } from 'n8n-workflow';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import type { Property, ValuesOf } from '../../../shared/descriptions/property';
import { defineOperation, type Context, type Operation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { interactionFor } from '../../interactionField';
import { explained } from '../../refusals';

type Values<Properties extends readonly Property[], Options extends readonly Property[]> = ValuesOf<
	readonly [ReturnType<typeof interactionFor>, ...Properties]
> & { options: Partial<ValuesOf<Options>> };

/** An operation that is a POST to the interaction, and differs from the others by its name and fields. */
interface InteractionOperation<
	Properties extends readonly Property[],
	Options extends readonly Property[],
> extends Pick<Operation, 'value' | 'name' | 'action' | 'description'> {
	/** As Web Services names it. */
	operationName: string;
	properties?: Properties;
	options?: Options;
	/** The fields of the body besides `operationName`. @throws what keeps the operation from being asked for */
	body?: (
		values: Values<Properties, Options>,
		context: Context,
	) => Record<string, unknown> | Promise<Record<string, unknown>>;
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
		properties: [interactionFor(operationName), ...((properties ?? []) as readonly [])],
		options: [bodyOption, ...((options ?? []) as readonly [])],
		target: ({ interactionId }) => interactionId,
		async execute(values, context) {
			const { interactionId, options: chosen } = values;
			const fields = (await body?.(values as never, context)) ?? {};
			const post = async () =>
				await context.send({
					method: 'POST',
					path: path`/me/interactions/${interactionId}`,
					body: { operationName, ...bodyOf(fields, chosen) } as IDataObject,
				});
			const answer = context.answer(await explained(context, interactionId, post, operationName));
			return context.fullAnswer ? answer : { id: interactionId, success: true, ...answer };
		},
	});
