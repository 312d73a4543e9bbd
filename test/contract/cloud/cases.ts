import { email } from './areas/email';
import { message } from './areas/message';
import { openMessaging } from './areas/openMessaging';
import { organization } from './areas/organization';
import { participant } from './areas/participant';
import { NODE, type CloudSpecs } from './cloudCase';

const areas = [email, message, openMessaging, participant, organization];

const own = (operation: string) => `${NODE}.${operation}`;

/** The part of the coverage table that is about Genesys Cloud. */
export const cloudCoverage: Record<string, string[]> = Object.fromEntries(
	areas.flatMap(({ coverage }) =>
		Object.entries(coverage).map(([id, operations]) => [id, operations.map(own)]),
	),
);

/** Operations for calls of the public API that are not in the inventory. */
export const beyondInventory: string[] = [
	'credential:genesysCloudOAuth2Api',
	'genesysCloudMessagingTrigger',
	...areas.flatMap(({ beyond }) => beyond.map(own)),
];

/** What the runs of the operations need besides their description. */
export const cloudSpecs: CloudSpecs = Object.assign({}, ...areas.map(({ specs }) => specs));
