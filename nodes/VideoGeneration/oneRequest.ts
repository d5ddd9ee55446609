import type { INodeExecutionData } from 'n8n-workflow';
import { InputError } from '../../client/errors';
import { checkOffered } from '../../client/offers';
import type { CreateParams } from '../../client/videos';
import type { Requested } from '../../protocol/media/differences';
import { readVideo } from '../../protocol/reading/video';
import { simpleVideo, type SimpleVideo } from '../shared/simpleVideo';
import { afterCreate, wantsFile } from './afterCreate';
import { createOnce } from './createOnce';
import { fileItemsOf } from './files';
import { withOtherFiles } from './otherFiles';
import { downloadWish, type Run } from './run';

/** Whether the user wants a create whose answer is the file: *Create in One Request*. */
export function isOneRequest({ options }: Run): boolean {
	return options.flag('oneRequest') === true;
}

// What is known of a video without a job: it has no ID, and nothing can be asked about it.
function withoutJob(): SimpleVideo {
	const video = readVideo({ id: 'video', status: 'completed', progress: 100 })!;
	return simpleVideo({ ...video, id: null });
}

/**
 * Creates a video with a request whose answer is the file. Where the server answers with a job all the same, it goes on with that.
 * @throws VideosError before anything is sent when the server has no such create, or the user wants no file
 */
export async function createInOneRequest(
	run: Run,
	params: () => CreateParams,
	requested: Requested,
): Promise<INodeExecutionData[]> {
	const { videos, plan } = run;
	checkOffered(videos.server, 'createSync');
	if (!wantsFile(run)) {
		throw new InputError(
			'Create in One Request needs the Return "Finished Video With Its File"',
			'Nothing was sent. There is no job to return: choose that Return, or remove the option "Create in One Request".',
		);
	}
	const timeoutMs = plan.minutes * 60_000;
	const made = await createOnce(
		run,
		async () =>
			await videos.createSync({ ...params(), timeoutMs }, downloadWish(run, 'video', 'video')),
	);
	if ('video' in made) return await afterCreate(run, made, requested);
	const items = fileItemsOf(run, undefined, { ...withoutJob() }, [made], requested);
	return await withOtherFiles(run, undefined, items);
}
