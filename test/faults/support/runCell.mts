import { setTimeout as sleep } from 'node:timers/promises';
import { makeCell, type Cell } from './cell.mts';
import type { Fault } from './fault.mts';
import { controlIn, leaksIn } from './leaks.mts';
import { logging, logLinesOf } from './log.mts';
import type { Outcome } from './outcome.mts';
import type { Path } from './path.mts';
import { allowedKinds, mostCreates } from './rules.mts';
import { startFaultServer, type FaultServer } from './server.mts';
import { removeStored, storedFilesOf } from './storage.mts';

/** What became of one cell. */
export interface CellResult {
	path: string;
	fault: string;
	kind: string;
	/** How docs/reliability.md says it. */
	told: string;
	/** What must not be, in words; none where all is well. */
	violations: string[];
	durationMs: number;
}

/** After this a cell hangs. */
const LONGEST_MS = 150_000;
const SOCKETS_CLOSE_MS = 30_000;
const REMOVAL_MS = 30_000;
/** In seconds: one that no machine is too slow for, and one for servers that never answer. */
const PATIENT = 20;
const HURRIED = 4;
/**
 * A file that a finished job does not have yet is waited for as long as this, with each try of Retry On Fail. It is long enough for three looks
 * at all places of the file, and most faults of files never end.
 */
const PATIENT_FOR_FILE = 5;

// The board is the same in every run, and each path and each fault has both.
function continues(name: string): boolean {
	return parseInt(makeCell(name).tag.slice(-1), 16) % 2 === 1;
}

// A file's own signed URL is what people want of it.
function withoutOwnUrl(stored: unknown): string {
	return JSON.stringify(stored, (name, value: unknown) =>
		name === 'url' && typeof value === 'string' ? undefined : value,
	);
}

async function until(isSo: () => boolean, withinMs: number): Promise<boolean> {
	for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(20)) {
		if (isSo()) return true;
	}
	return isSo();
}

async function withinBound(outcome: Promise<Outcome>): Promise<Outcome | undefined> {
	const over = new AbortController();
	const late = sleep(LONGEST_MS, undefined, { signal: over.signal }).catch(() => undefined);
	return await Promise.race([outcome, late]).finally(() => over.abort());
}

function shown(outcome: Outcome): string {
	return `${outcome.words}\n${withoutOwnUrl(outcome.stored)}`;
}

function checkOutput(cell: Cell, outcome: Outcome): string[] {
	const found: string[] = [];
	const [secret] = leaksIn(shown(outcome), cell);
	if (secret !== undefined) found.push(`a secret is shown (${secret})`);
	const control = outcome.words.split('\n').map(controlIn).find(Boolean);
	if (control !== undefined) found.push(`a control character is shown (${control})`);
	for (const { message, meta, level, cell: of } of logLinesOf(cell.name)) {
		const [logged] = leaksIn(`${message}\n${meta}`, cell);
		if (logged !== undefined) found.push(`a secret is logged as ${level} (${logged})`);
		const control = of === cell.name ? controlIn(message) : undefined;
		if (control !== undefined) {
			found.push(
				`a control character is logged as ${level} (${control}): ${JSON.stringify(message.slice(0, 300))}`,
			);
		}
	}
	return [...new Set(found)];
}

function checkIds(cell: Cell, fault: Fault, path: Path, server: FaultServer, outcome: Outcome) {
	const creates = path.hasCreated || path.class === 'create';
	const text = shown(outcome);
	const missing: string[] = [];
	if (creates && server.handedOut.has(cell.newId) && !text.includes(cell.newId)) {
		missing.push('the id that was received is lost');
	}
	const mark = path.class === 'create' ? fault.idMark?.(cell) : undefined;
	if (mark !== undefined && !text.includes(mark)) missing.push('the id that was received is lost');
	return missing;
}

function checkCreates(fault: Fault, path: Path, server: FaultServer): string[] {
	const most = mostCreates(fault, path);
	const creates = server.creates();
	return creates > most ? [`${creates} creates where ${most} may be`] : [];
}

function checkKind(fault: Fault, path: Path, { kind, words }: Outcome): string[] {
	const allowed = allowedKinds(fault, path);
	if (allowed.includes(kind as never)) return [];
	const said = words.split('\n')[0].slice(0, 200);
	return [`kind ${kind} where ${allowed.join(' or ')} may be: ${said}`];
}

async function checkStorage(
	cell: Cell,
	{ files: wanted, leaves = 0 }: Fault,
	path: Path,
	outcome: Outcome,
) {
	const tries = path.hasCreated ? 2 : 1;
	const most = outcome.kind === 'ok' ? (wanted ?? 1) : tries * leaves;
	// What is removed may be removed a moment later.
	await until(() => storedFilesOf(cell.tag).length <= most, REMOVAL_MS);
	const files = storedFilesOf(cell.tag);
	removeStored(files);
	if (outcome.kind === 'ok' && wanted !== undefined && files.length < most) {
		return [`${files.length} files are in n8n's storage where ${most} must be`];
	}
	return files.length > most ? [`${files.length} files are left in n8n's storage`] : [];
}

function requestTimeout({ hurries }: Fault, path: Path): number {
	if (hurries) return HURRIED;
	return path.class === 'file' && path.hasCreated ? PATIENT_FOR_FILE : PATIENT;
}

const OF_A_VIDEO: readonly string[] = ['create', 'wait', 'file', 'firstLook'];

function tell(path: Path, cell: Cell, outcome: Outcome): string {
	const { kind, detail } = outcome;
	if (kind === 'ok') return detail === undefined ? 'ok' : `ok: ${detail}`;
	const id = path.class === 'create' || path.hasCreated ? cell.newId : cell.oldId;
	const isTold = OF_A_VIDEO.includes(path.class) && shown(outcome).includes(id);
	return `${kind}${isTold ? ', id reported' : ''}`;
}

async function measure(cell: Cell, fault: Fault, path: Path, server: FaultServer) {
	const started = Date.now();
	const settings = {
		continues: continues(cell.name),
		requestTimeout: requestTimeout(fault, path),
	};
	const run = path.run(server, cell, settings);
	const outcome = await withinBound(run).catch((error: unknown): Outcome => ({
		kind: 'thrown',
		words: String(error),
		stored: {},
	}));
	const durationMs = Date.now() - started;
	if (outcome === undefined) {
		await server.stop();
		await Promise.race([run.catch(() => undefined), sleep(5000)]);
		return { kind: 'hang', told: 'hangs', violations: ['it does not end'], durationMs };
	}
	const areClosed = await until(() => server.sockets() === 0, SOCKETS_CLOSE_MS);
	return {
		kind: outcome.kind,
		told: tell(path, cell, outcome),
		violations: [
			...checkKind(fault, path, outcome),
			...checkCreates(fault, path, server),
			...checkIds(cell, fault, path, server, outcome),
			...checkOutput(cell, outcome),
			...(areClosed ? [] : [`${server.sockets()} sockets stay open`]),
			...(await checkStorage(cell, fault, path, outcome)),
			...(outcome.kind === 'ok' ? (fault.check?.(outcome) ?? []) : []),
		],
		durationMs,
	};
}

/** Runs one operation against one fault, in n8n's engine, and checks all that is promised of every cell. */
export async function runCell(fault: Fault, path: Path): Promise<CellResult> {
	const name = `${path.name} × ${fault.name}`;
	const cell = makeCell(name);
	const server = await startFaultServer(fault, cell, path.route);
	try {
		const result = await logging(name, async () => await measure(cell, fault, path, server));
		return { path: path.name, fault: fault.name, ...result };
	} finally {
		await server.stop();
	}
}
