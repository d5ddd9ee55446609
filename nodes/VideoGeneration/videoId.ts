import { badId } from '../../client/failures';
import { pathSegment } from '../../protocol/url';
import { text } from '../shared/parameters';
import type { Run } from './run';

/** The id of the video that the user chose. @throws VideosError when it is empty, `.` or `..` */
export function chosenVideo(run: Run): string {
	const id = text(run.context, 'video');
	if (pathSegment(id) === undefined) throw badId(id);
	return id;
}
