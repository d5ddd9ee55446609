import { badId } from '../../../protocol/failures';
import { pathSegment } from '../../../protocol/url';
import { text } from './parameters';
import type { Run } from './run';

/** The id of the video that the user chose. @throws Failure when it is empty, `.` or `..` */
export function chosenVideo(run: Run): string {
	const id = text(run.context, 'video');
	if (pathSegment(id) === undefined) throw badId(id);
	return id;
}

/** A routed path such as `/videos/{id}` with the id in its place, percent-encoded. */
export function pathWithId(path: string, id: string): string {
	const segment = pathSegment(id);
	if (segment === undefined) throw badId(id);
	return path.replace('{id}', () => segment);
}
