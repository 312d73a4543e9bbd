import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PYTHON = `
import hmac, sys
for file in sys.argv[2:]:
    print(hmac.new(sys.argv[1].encode(), open(file, "rb").read(), "sha1").hexdigest())
`;

const ARGUMENTS = {
	openssl: (secret: string) => ['dgst', '-sha1', '-hmac', secret],
	python3: (secret: string) => ['-c', PYTHON, secret],
};

export type SigningProgram = keyof typeof ARGUMENTS;

/** The value of `X-Hub-Signature` for each body, by a program that is not Node.js. */
export function foreignSignatures(
	program: SigningProgram,
	bodies: Buffer[],
	secret: string,
): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-genesys-test-'));
	try {
		const files = bodies.map((body, index) => {
			const file = join(folder, String(index));
			writeFileSync(file, body);
			return file;
		});
		const output = execFileSync(program, [...ARGUMENTS[program](secret), ...files]);
		return [...String(output).matchAll(/\b([0-9a-f]{40})$/gm)].map(([, hex]) => `sha1=${hex}`);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
