import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Something that n8n leaves behind. */
export interface Leftover {
	kind: 'file' | 'value' | 'request';
	/** A file below the folder, `table.column`, or the address of a server. */
	place: string;
	/** Name of the workflow that a row of the database belongs to, if to any. */
	workflow?: string;
	bytes: Buffer;
}

/** What was installed there, and not written by a run: n8n's editor, and packages. */
const INSTALLED = /^(?:\.cache|node_modules)$|\.tgz$/;

/** Of a file that a workflow has moved, from its beginning and from its end. */
const MOST_OF_FILE = 4 * 1024 * 1024;

const DATABASE = join('.n8n', 'database.sqlite');

/** Every text and every blob of every table, each behind a line that says where it stands, in Python. */
const ROWS = `
import json, sqlite3, sys
database = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
database.text_factory = bytes
text = lambda value: value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
tables = [text(row[0]) for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
names = {text(i): text(n) for i, n in database.execute("SELECT id, name FROM workflow_entity")}
runs = {text(i): text(w) for i, w in database.execute("SELECT id, workflowId FROM execution_entity")}
for table in tables:
	rows = database.execute('SELECT * FROM "' + table + '"')
	columns = [column[0] for column in rows.description]
	for row in rows:
		own = {c: text(v) for c, v in zip(columns, row) if v is not None}
		run = runs.get(own.get("id") if table == "execution_entity" else own.get("executionId"))
		workflow = own.get("id") if table == "workflow_entity" else own.get("workflowId", run)
		for column, value in zip(columns, row):
			if not isinstance(value, bytes): continue
			head = {"place": table + "." + column, "workflow": names.get(workflow), "length": len(value)}
			sys.stdout.buffer.write(json.dumps(head).encode() + b"\\n" + value)
`;

/** Every file below a folder of n8n, but for what is installed in it, and every value in its database. n8n must not run. */
export function leftoversIn(folder: string): Leftover[] {
	// The bytes first: whoever opens the database may tidy it up.
	const files = filesIn(folder).map((file): Leftover => ({
		...{ kind: 'file', place: relative(folder, file) },
		bytes: bytesOf(file),
	}));
	return [...files, ...valuesIn(join(folder, DATABASE))];
}

/** All of a file, or the beginning and the end of one that is so big that a workflow has moved it as a file. */
function bytesOf(path: string): Buffer {
	const bytes = readFileSync(path);
	const isMoved = bytes.length > 2 * MOST_OF_FILE && path.includes('binary_data');
	const ends = [bytes.subarray(0, MOST_OF_FILE), bytes.subarray(-MOST_OF_FILE)];
	return isMoved ? Buffer.concat(ends) : bytes;
}

const filesIn = (folder: string): string[] =>
	readdirSync(folder)
		.filter((name) => !INSTALLED.test(name))
		.map((name) => join(folder, name))
		.flatMap((path) => {
			const found = lstatSync(path);
			return found.isDirectory() ? filesIn(path) : found.isFile() ? [path] : [];
		});

function valuesIn(database: string): Leftover[] {
	const output = execFileSync('python3', ['-c', ROWS, database], { maxBuffer: 2 ** 31 - 1 });
	const values: Leftover[] = [];
	for (let at = 0; at < output.length;) {
		const end = output.indexOf('\n', at);
		const { place, workflow, length } = JSON.parse(output.toString('utf8', at, end)) as {
			place: string;
			workflow: string | null;
			length: number;
		};
		at = end + 1 + length;
		const bytes = output.subarray(end + 1, at);
		values.push({ kind: 'value', place, workflow: workflow ?? undefined, bytes });
	}
	return values;
}
