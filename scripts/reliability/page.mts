import type { CellResult } from '../../test/faults/support/runCell.mts';

/** The columns, and the paths of the suite that each of them sums up. */
const COLUMNS: Array<[heading: string, paths: string[]]> = [
	['Create, Remix, Edit, Extend', ['create', 'remix', 'edit', 'extend']],
	['Waiting', ['create and wait', 'wait for completion']],
	['Suspended wait', ['suspended check']],
	['Get, Get Many', ['get', 'get many', 'get a character']],
	['Delete', ['delete']],
	['Download', ['create and download', 'download']],
	['Create a character', ['create a character']],
	['Trigger: publish', ['trigger, activation']],
	['Trigger: poll', ['trigger, poll']],
	['Webhook trigger', ['webhook trigger']],
	["The editor's lists", ['list of models', 'list of videos']],
];

/** The classes of faults, in order. */
const CLASSES: Array<[name: string, heading: string, about: string]> = [
	['connection', 'Connection', ''],
	['tls', 'TLS', ''],
	['framing', 'Malformed HTTP', ''],
	['encoding', 'Encodings', ''],
	['size', 'Size', 'Each of these tests runs in its own process, with 512 MB of memory.'],
	['json', 'Malformed JSON', ''],
	['status', 'HTTP status', 'For less common codes, we test only creates.'],
	[
		'redirect',
		'Redirects',
		'The node never follows a redirect of a create: you could be charged twice.',
	],
	['retryAfter', 'Rate limits', 'The server answers 429 once, and then works.'],
	['secrets', 'Secrets in answers', 'The key and signatures never appear in any output.'],
	['trusted', 'Misleading answers', ''],
	['jobs', 'Failed videos', ''],
	['files', 'Files', ''],
];

const WORDS: Record<string, string> = {
	ok: 'ok',
	again: 'asks the server to resend',
	input: 'error: invalid input',
	unsupported: 'error: unsupported',
	refused: 'error: refused',
	notFound: 'error: not found',
	notReady: 'error: not ready',
	unknownOutcome: 'error: outcome unknown',
	jobFailed: 'error: video failed',
	blocked: 'error: blocked',
	deadline: 'error: time limit',
	stopped: 'stopped',
	unreachable: 'error: unreachable',
	noAnswer: 'error: no answer',
	badAnswer: 'error: bad answer',
	noFile: 'error: no file',
	storage: 'error: storage',
	forbidden: 'error: forbidden',
};

const INTRO = `# Reliability

What the nodes do when a server misbehaves. \`npm run test:faults\` runs every operation against every fault below, in n8n's engine, and
this page shows the results. \`npm run reliability\` writes it.

In every cell the suite checks more than the outcome:

- **You never pay twice.** With _Retry On Fail_ and three tries, the server receives one create. It receives another one only if it
  clearly refused the first.
- **You never lose a video.** If the server sent an ID, you find it in the output or in the error.
- **Your key stays secret.** The API key and the signatures of URLs appear in no message, no item and no line of n8n's log.
- **n8n keeps running.** Every operation ends, closes its connections, and leaves no partial file in n8n's storage.

## How to read the tables

- _ok_: the operation works despite the fault.
- _keeps waiting_: the suspended wait continues and checks again later.
- _error: outcome unknown_: the server may have accepted the create. The node does not resend it. Look for the video with _Get Many_
  before you run the workflow again.
- _id reported_: the error contains the ID of the video, so you can continue with _Wait for Completion_ or _Download_.
- _asks the server to resend_: the webhook trigger answers with an error, so the server resends the event.
- _Trigger: poll_ shows _ok_ where the poll reports nothing and the next one continues: the trigger raises an error only when the fault
  lasts.
- _error: unreachable_: nothing was sent. You can run the workflow again safely.
- _–_: the fault does not apply.

With _On Error: Continue_, the same kinds are in the field \`error.kind\` of the error item.
`;

type Row = [fault: string, ...outcomes: string[]];

function words(told: string): string {
	const [kind, ...rest] = told.split(/(?=[,:])/);
	const detail = rest.join('');
	if (detail === ': parked') return 'keeps waiting';
	// A poll without news is as good as one with.
	if (kind === 'ok') return 'ok';
	return `${WORDS[kind] ?? `**${kind}**`}${detail}`;
}

function outcomes(results: CellResult[], paths: string[]): string {
	const told = results.filter(({ path }) => paths.includes(path)).map((one) => words(one.told));
	return told.length === 0 ? '–' : [...new Set(told)].sort().join('; ');
}

function rowsOf(results: readonly CellResult[], faults: readonly string[]): Row[] {
	return faults.map((name) => {
		const own = results.filter(({ fault }) => fault === name);
		return [name, ...COLUMNS.map(([, paths]) => outcomes(own, paths))];
	});
}

const CODE = /^(.*\banswers )([\d, ]+)( with .*)$/;

// "answers 400 with an error" and "answers 401 with an error" are one row where nothing else differs.
function merge(rows: Row[]): Row[] {
	const merged: Row[] = [];
	for (const [name, ...rest] of rows) {
		const [, before, code, after] = CODE.exec(name) ?? [];
		const same = merged.find(([other, ...others]) => {
			const [, otherBefore, , otherAfter] = CODE.exec(other) ?? [];
			const isAlike = code !== undefined && otherBefore === before && otherAfter === after;
			return isAlike && others.join('|') === rest.join('|');
		});
		if (same === undefined) merged.push([name, ...rest]);
		else
			same[0] = same[0].replace(
				CODE,
				(_, ...[a, codes, z]: string[]) => `${a}${codes}, ${code}${z}`,
			);
	}
	return merged;
}

function escape(text: string): string {
	return text.replace(/[|<>\\*_]/g, '\\$&');
}

function line(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function table(rows: Row[]): string {
	const heads = ['The server …', ...COLUMNS.map(([heading]) => heading)];
	const lines = rows.map(([name, ...rest]) => line([escape(name), ...rest]));
	return [line(heads), line(heads.map(() => '---')), ...lines].join('\n');
}

/**
 * The page, in Markdown.
 * @param results of each class of faults
 * @throws Error where a class is missing: only a run of the whole suite tells all
 */
export function reliabilityPage(results: Map<string, CellResult[]>): string {
	const sections = CLASSES.map(([name, heading, about]) => {
		const own = results.get(name);
		if (own === undefined) throw new Error(`No results for ${name}. Run: npm run test:faults`);
		const faults = [...new Set(own.map(({ fault }) => fault))];
		return [`## ${heading}`, about, table(merge(rowsOf(own, faults)))].filter(Boolean).join('\n\n');
	});
	return [INTRO, ...sections].join('\n\n');
}
