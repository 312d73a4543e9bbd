import type { IDataObject } from 'n8n-workflow';
import { isObject, textOf } from '../shared/transport/body';
import { fingerprint } from '../shared/triggers/webhook/fingerprint';
import type { Signed } from '../shared/triggers/webhook/receive';
import { isWanted } from '../shared/triggers/wanted';

/** One event of the Interactions webhook; Genesys documents every field as optional. */
export interface InteractionEvent {
	event?: string;
	entity?: {
		id?: string;
		mediaType?: string;
		interactionSubtype?: string;
		selfUri?: string;
	} & IDataObject;
}

/** A delivery whose signature was right. */
export interface Delivery {
	/** The same for every redelivery, and for no other delivery. */
	id: string;
	operationId?: string;
	traceId?: string;
	events: InteractionEvent[];
	headers: IDataObject;
}

/** What the user wants to hear of. Empty lists let everything pass. */
export interface EventFilter {
	events: string[];
	mediaTypes: string[];
	interactionSubtypes: string[];
}

/**
 * Reads the body `{ operationId, data: { entities: [{ event, entity }] } }`. Genesys documents all fields as optional, so
 * there may be no event.
 */
export function readDelivery({ body, json, headers, traceId }: Signed): Delivery {
	const { data } = json as { data?: IDataObject };
	const operationId = textOf(json.operationId);
	const events = [data?.entities].flat().filter(isObject).map(eventOf);
	return {
		id: deliveryId(body, operationId, events),
		...(operationId ? { operationId } : {}),
		...(traceId === undefined ? {} : { traceId }),
		events,
		headers,
	};
}

const eventOf = ({ event, entity }: IDataObject) =>
	({ event, ...(isObject(entity) ? { entity } : {}) }) as InteractionEvent;

/** Without an operation id only the bytes tell one delivery from another. */
function deliveryId(
	body: Buffer,
	operationId: string | undefined,
	events: InteractionEvent[],
): string {
	const identity = operationId
		? JSON.stringify([operationId, events.map((event) => [event.event, event.entity?.id])])
		: body;
	return fingerprint(identity);
}

/** The events that pass the filter, in their order. */
export function filterEvents(events: InteractionEvent[], filter: EventFilter): InteractionEvent[] {
	return events.filter(
		(event) =>
			isWanted(filter.events, event.event) &&
			isWanted(filter.mediaTypes, event.entity?.mediaType) &&
			isWanted(filter.interactionSubtypes, event.entity?.interactionSubtype),
	);
}

/** The answer that Genesys documents for an accepted delivery. */
export function acceptedAnswer(delivery: Delivery): IDataObject {
	const ids = delivery.events.flatMap(({ entity }) => (entity?.id ? [{ id: entity.id }] : []));
	return { status: { code: 0, message: 'OK' }, data: { ids } };
}

/** The JSON of the output items: one per event, or one for the delivery with all its events. */
export function outputOf(
	delivery: Delivery,
	events: InteractionEvent[],
	options: { perDelivery: boolean; includeHeaders: boolean },
): IDataObject[] {
	const common = {
		deliveryId: delivery.id,
		...(delivery.operationId ? { operationId: delivery.operationId } : {}),
		...(delivery.traceId ? { traceId: delivery.traceId } : {}),
		...(options.includeHeaders ? { headers: delivery.headers } : {}),
	};
	const flat = events.map(({ event, entity }) => ({ event, ...entity }) as IDataObject);
	return options.perDelivery
		? [{ ...common, events: flat }]
		: flat.map((event) => ({ ...event, ...common }));
}
