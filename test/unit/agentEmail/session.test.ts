import { sessionOf } from '../../../nodes/shared/agentEmail/session';

const endpointOf = (endpoint?: string) => sessionOf({ endpoint }).paths.endpoint;

test.each([
	[undefined, '/notifications'],
	['', '/notifications'],
	[' /notifications/ ', '/notifications'],
	['push/cometd', '/push/cometd'],
	['a?b=1#c', '/a%3Fb%3D1%23c'],
	['a\r\nb', '/a%0D%0Ab'],
])('the endpoint %j is %s below the API Path', (given, endpoint) => {
	expect(endpointOf(given)).toBe(endpoint);
});

test.each(['..', '../../other', 'a/../../b', './a', 'a//b'])(
	'the endpoint %j does not leave the API Path',
	(given) => {
		expect(() => endpointOf(given)).toThrow(/cannot be|is empty/);
	},
);
