import { outputField } from '../shared/fileItems';
import { collection, text } from '../shared/parameters';
import type { Run } from './run';
import { waitPlan } from './waitPlan';

/**
 * Reads the fields that are needed only after the server has been asked for something: what is wrong with one must show before a
 * video is paid for. Fields that the operation does not have are empty.
 * @throws InputError
 */
export function checkLaterFields(run: Run): void {
	const { context } = run;
	text(context, 'returnWhat');
	waitPlan(context);
	collection(context, 'waiting').text('onFailure');
	collection(context, 'options').text('ifVideoDiffers');
	collection(context, 'file').text('fileName');
	outputField(context);
}
