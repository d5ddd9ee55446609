import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { StoredFile } from '../../../client/transfer';
import type { JoinPlan } from '../../../protocol/mp4/plan';
import { fileItems } from '../../shared/fileItems';
import { collection, ofItem } from '../../shared/parameters';
import type { Group } from './groups';
import type { ItemFile } from './itemFile';

/** A clip in a joined video. */
export interface ClipFields {
	/** The name of its file. */
	name: string;
	/** How long it is in the joined video. @unit seconds */
	seconds: number;
	/** When it starts in the joined video. @unit seconds */
	starts_at: number;
}

/** What the item of a joined video tells beside the fields of its file. */
export interface JoinedVideo {
	/** The value of Group By for its clips. @when Group By is filled in */
	group?: string;
	/** The clips in their order, each with its `name`, its length in `seconds` and the second at which it starts (`starts_at`). */
	clips: ClipFields[];
}

const milliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** A group's joined video, paired with all of its input items. */
export function joinedItem(
	context: IExecuteFunctions,
	{ value, items }: Group,
	clips: readonly ItemFile[],
	plan: JoinPlan,
	stored: StoredFile,
): INodeExecutionData {
	const json: JoinedVideo = {
		...(value !== '' && { group: value }),
		clips: plan.clips.map(({ seconds, startsAt }, index) => ({
			name: clips[index].name,
			seconds: milliseconds(seconds),
			starts_at: milliseconds(startsAt),
		})),
	};
	const options = collection(ofItem(context, items[0]), 'options');
	const [item] = fileItems(context, options, { ...json }, [stored]);
	return { ...item, pairedItem: items.map((one) => ({ item: one })) };
}
