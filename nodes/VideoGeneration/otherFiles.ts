import type { IBinaryData, IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';
import { InputError } from '../../client/errors';
import type { RetrievedVideo } from '../../client/retrieve';
import type { StoredFile } from '../../client/transfer';
import { outputField } from '../shared/fileItems';
import { presentable } from '../shared/nodeError';
import { downloadOnce } from './downloadOnce';
import type { Run } from './run';

/** The files beside the video. Each goes into the binary field of its name. */
export const OTHER_VARIANTS = ['spritesheet', 'thumbnail'] as const;

type OtherVariant = (typeof OTHER_VARIANTS)[number];

/** What the item of a video tells of the files beside it. */
export interface OtherFiles {
	/** Why a file of _Options → Also Download_ is missing, by its binary field. @when one is missing */
	not_downloaded?: {
		/** Why there is no sprite sheet. @when it is missing */
		spritesheet?: string;
		/** Why there is no thumbnail. @when it is missing */
		thumbnail?: string;
	};
}

/** Which files the user wants beside the video. @throws InputError for what is none, or would take the field of the video */
export function wantedBeside({ options }: Run): OtherVariant[] {
	const wanted = options.texts('alsoDownload');
	const unknown = wanted.find((name) => !(OTHER_VARIANTS as readonly string[]).includes(name));
	if (unknown !== undefined) {
		const names = OTHER_VARIANTS.join(' or ');
		throw new InputError(`Also Download must be ${names}, not "${unknown}"`);
	}
	const field = outputField(options);
	if (wanted.includes(field)) {
		throw new InputError(
			`The video and the ${field} cannot both go into the binary field "${field}"`,
			'Choose another name in "Put Output File in Field".',
		);
	}
	return OTHER_VARIANTS.filter((variant) => wanted.includes(variant));
}

// The video is paid for and here: nothing that goes wrong with a file beside it may lose it.
async function tryOne(
	run: Run,
	id: string | undefined,
	variant: OtherVariant,
	finished: RetrievedVideo | undefined,
): Promise<StoredFile | string> {
	if (id === undefined) return 'Create in One Request returns only the video: there is no job';
	try {
		const [file] = await downloadOnce(run, id, variant, finished);
		return file;
	} catch (error) {
		const shown = presentable(error, run.redaction, run.asked);
		if (shown.kind === 'stopped') throw shown;
		run.videos.server.transport.log.warn(shown.message);
		return shown.message;
	}
}

/**
 * Adds the files of *Also Download* to the first item of a video: a job has one of each, however many videos it made.
 * @param id of the video; left out where there is no job
 * @param finished the finished job, where it is known
 */
export async function withOtherFiles(
	run: Run,
	id: string | undefined,
	[first, ...others]: INodeExecutionData[],
	finished?: RetrievedVideo,
): Promise<INodeExecutionData[]> {
	const binary: IBinaryKeyData = {};
	const missing: NonNullable<OtherFiles['not_downloaded']> = {};
	for (const variant of wantedBeside(run)) {
		const found = await tryOne(run, id, variant, finished);
		if (typeof found === 'string') missing[variant] = found;
		else binary[variant] = found.file as IBinaryData;
	}
	const told: OtherFiles = Object.keys(missing).length > 0 ? { not_downloaded: missing } : {};
	const json = { ...first.json, ...told };
	return [{ ...first, json, binary: { ...first.binary, ...binary } }, ...others];
}
