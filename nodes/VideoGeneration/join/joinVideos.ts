import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createRedaction } from '../../../client/redaction';
import { errorItem, namingItem, presentable, toNodeError } from '../../shared/nodeError';
import { ClipError } from './clipError';
import { readGroups, type Group } from './groups';
import type { Reading } from './itemFile';
import { joinedItem } from './joinedItem';
import { prepare, type Prepared } from './prepare';
import { store } from './store';

// No key goes into what Join does: what is left to hide are the signatures of addresses.
const REDACTION = createRedaction([]);

/** @returns the item of a group that failed (On Error: Continue) @throws NodeOperationError, NodeApiError */
function fail(context: IExecuteFunctions, { items }: Group, error: unknown): INodeExecutionData {
	const item = error instanceof ClipError ? error.item : items[0];
	const shown = presentable(error, REDACTION);
	if (shown.kind === 'stopped' || !context.continueOnFail()) {
		throw toNodeError(context.getNode(), namingItem(shown, item), item);
	}
	return {
		...errorItem(namingItem(shown, item), item),
		pairedItem: items.map((one) => ({ item: one })),
	};
}

async function write(
	reading: Reading,
	group: Group,
	{ files, settings, plan }: Prepared,
): Promise<INodeExecutionData> {
	const stored = await store(reading, plan, files, settings.fileName);
	return joinedItem(reading.context, group, files.clips, plan, stored);
}

/**
 * Joins the files of all items: one video per group, in the order in which the groups first appear. All groups are checked before the
 * first one is written.
 */
export async function joinVideos(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const reading = { context: this, stopSignal: this.getExecutionCancelSignal() };
	const ready: Array<{ group: Group; prepared?: Prepared; failed?: INodeExecutionData }> = [];
	for (const group of readGroups(this)) {
		try {
			ready.push({ group, prepared: await prepare(reading, group) });
		} catch (error) {
			ready.push({ group, failed: fail(this, group, error) });
		}
	}
	const items: INodeExecutionData[] = [];
	for (const { group, prepared, failed } of ready) {
		try {
			items.push(prepared ? await write(reading, group, prepared) : failed!);
		} catch (error) {
			items.push(fail(this, group, error));
		}
	}
	return [items];
}
