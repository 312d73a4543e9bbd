/**
 * Loaded into n8n before all else (`node --require`): writes a line to the file in N8N_TEST_READS for each credential that n8n
 * looks up in its database and for each that it decrypts, and one when something has got into the prototype of all objects.
 */
const { appendFileSync } = require('node:fs');
const Module = require('node:module');

const file = process.env.N8N_TEST_READS;
const note = (...words) => appendFileSync(file, `${words.join(' ')}\n`);

/** Puts a note before a method. */
function noted(owner, method, words) {
	const original = owner[method];
	owner[method] = function (...args) {
		note(...words.call(this, ...args));
		return original.apply(this, args);
	};
}

const WRAPPED = {
	CredentialsHelper: ({ prototype }) =>
		noted(prototype, 'getCredentialsEntity', ({ id }, type) => ['looked-up', type, id]),
	Credentials: ({ prototype }) =>
		noted(prototype, 'getData', function () {
			return ['decrypted', this.type, this.id];
		}),
};
const FILES = /(?:^|\/)(credentials-helper|credentials)(?:\.js)?$/;
const done = new Set();
const load = Module._load;
Module._load = function (request, ...rest) {
	const exported = load.call(this, request, ...rest);
	if (!FILES.test(request)) return exported;
	for (const [name, wrap] of Object.entries(WRAPPED)) {
		const found = exported?.[name];
		if (typeof found !== 'function' || done.has(name)) continue;
		done.add(name);
		wrap(found);
		note('counting', name);
	}
	return exported;
};

const known = Reflect.ownKeys(Object.prototype).length;
setInterval(() => {
	const { length } = Reflect.ownKeys(Object.prototype);
	if (length !== known || {}.polluted !== undefined) note('polluted', length - known);
}, 250).unref();
