import { finish, keepingId } from '../../afterCreate';
import { operation } from '../../operation';
import { chosenVideo } from '../../videoId';
import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { flag } from '../../../shared/parameters';
import { ALSO_DOWNLOAD } from '../../fields/alsoDownload';
import { fileOptions } from '../../../shared/fields/file';
import { FILE_OPTIONS, options } from '../../../shared/fields/options';
import { SIMPLIFY } from '../../../shared/fields/simplify';
import { VIDEO } from '../../fields/video';
import { WAIT_OPTIONS } from '../../fields/waiting';

/** Waits until a video has ended and, if wanted, fetches its file. */
const waitForCompletion = operation(async (run) => {
	const id = chosenVideo(run);
	const wantsFile = flag(run.context, 'downloadFile', true);
	return await keepingId(run.videos.server, id, async () => await finish(run, id, wantsFile));
}, 'retrieve');

export const waitForCompletionOption: INodePropertyOptions = {
	name: 'Wait for Completion',
	value: 'waitForCompletion',
	action: 'Wait for completion of a video',
	description: 'Wait until a video is finished, and download it',
	routing: {
		request: { method: 'GET', url: '/videos/{id}' },
		send: { paginate: true },
		operations: { pagination: waitForCompletion },
	},
};

const DOWNLOAD_FILE: INodeProperties = {
	displayName: 'Download File',
	name: 'downloadFile',
	type: 'boolean',
	default: true,
	description: 'Whether to download the mp4 when the video is finished',
};

export const waitForCompletionFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['waitForCompletion'] } },
	[
		VIDEO,
		DOWNLOAD_FILE,
		options([
			...WAIT_OPTIONS,
			...updateDisplayOptions({ show: { '/downloadFile': [true] } }, [
				...fileOptions(),
				...FILE_OPTIONS,
				ALSO_DOWNLOAD,
			]),
			SIMPLIFY,
		]),
	],
);
