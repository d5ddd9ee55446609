import { text } from '../shared/parameters';
import { wantedBeside } from './otherFiles';
import type { Run } from './run';

/**
 * Reads the fields that are needed only after the server has been asked for something: what is wrong with one must show before a
 * video is paid for. Fields that the operation does not have are empty.
 * @throws InputError
 */
export function checkLaterFields(run: Run): void {
	const { context, options } = run;
	text(context, 'returnWhat');
	options.text('onFailure');
	options.text('ifVideoDiffers');
	options.text('fileName');
	wantedBeside(run);
}
