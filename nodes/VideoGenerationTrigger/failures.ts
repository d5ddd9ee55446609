import { VideosError } from '../../client/errors';

/** Nothing can be watched without a list of the server's videos. */
export function noListToWatch({ kind, message, details }: VideosError): VideosError {
	return new VideosError(kind, message, {
		...details,
		hint:
			'So the trigger cannot see when a video is finished. Use the node Video Generation instead: its operation Create waits ' +
			'for the video, and Wait for Completion waits for a video by its ID. If the server should have a list, check the Base URL of the credential.',
	});
}

/** n8n's time for one poll was over. */
export function outOfTime(doing: string): VideosError {
	return new VideosError('deadline', `The server took longer to ${doing} than one poll may last`, {
		hint: 'Nothing is lost: the next poll continues.',
	});
}

/** The watch has nothing to show. */
export function nothingEnded(): VideosError {
	return new VideosError('notFound', 'No video on the server matches these settings yet', {
		hint: 'Make a short video with the node Video Generation, or widen Events and Model, then fetch a test event again.',
	});
}

/** The newest videos cannot be seen. */
export function listTooLongToWatch(read: number): VideosError {
	return new VideosError(
		'badAnswer',
		`The server's list of videos is too long: ${read} were read, and there are more`,
		{
			hint: 'New videos may be further down, because the list is not sorted by time. Delete old videos, or let Create or Suspend Until Completed wait.',
		},
	);
}
