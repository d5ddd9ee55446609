import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IDataObject, INode, IWorkflowBase } from 'n8n-workflow';
import { freezeInto } from '../../scripts/freeze/freeze.mts';
import type { Gives } from '../../scripts/freeze/workflows.mts';

/** What a release keeps, by the names of its files. */
export interface Frozen {
	/** of the release, e.g. `0.1`; of what is built now `this build` */
	version: string;
	/** workflows whose nodes have each field and each choice */
	forms: Record<string, Pick<IWorkflowBase, 'connections' | 'pinData'> & { nodes: INode[] }>;
	/** saved credentials */
	credentials: Record<string, Array<{ name: string; type: string; data: IDataObject }>>;
	/** what n8n read from those two beyond what it had saved, by the node's or the credential's name */
	defaults: Record<string, Record<string, IDataObject>>;
	/** workflows that run */
	runs: Frozen['forms'];
	/** what those give */
	gives: Record<string, Gives>;
}

const released = path.join(process.cwd(), 'test', 'compatibility');

function readKind(folder: string, kind: string): Record<string, never> {
	const names = readdirSync(path.join(folder, kind));
	return Object.fromEntries(
		names.map((name) => [
			path.basename(name, '.json'),
			JSON.parse(readFileSync(path.join(folder, kind, name), 'utf8')) as never,
		]),
	);
}

function readFrozen(folder: string, version: string): Frozen {
	const kind = (name: string) => readKind(folder, name);
	return {
		version,
		...{ forms: kind('forms'), credentials: kind('credentials'), defaults: kind('defaults') },
		...{ runs: kind('runs'), gives: kind('gives') },
	};
}

/** What is built now, as `npm run freeze` would write it. */
function freezeNow(): Frozen {
	const folder = mkdtempSync(path.join(tmpdir(), 'freeze-'));
	try {
		freezeInto(folder);
		return readFrozen(folder, 'this build');
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** What every release has frozen, and what is built now: before the first release there is nothing else to test. */
export function allFrozen(): Frozen[] {
	const versions = existsSync(released) ? readdirSync(released) : [];
	return [
		freezeNow(),
		...versions.map((version) => readFrozen(path.join(released, version), version)),
	];
}
