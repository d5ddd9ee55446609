import { withoutEmpty } from '../../../protocol/body';
import { checkExtraBody, checkPrompt } from '../../../protocol/validate';
import { afterCreate } from './afterCreate';
import { createOnce } from './createOnce';
import { operation } from './operation';
import { collection } from './parameters';
import { chosenVideo, pathWithId } from './videoId';

/** Makes a new video of a finished one and a new prompt, then goes on as *Return* says. */
export const remix = operation(async (run) => {
	const id = chosenVideo(run);
	const fields = {
		...run.body,
		prompt: checkPrompt(run.body.prompt),
		...checkExtraBody(collection(run.context, 'options').extraBody),
	};
	const answer = await createOnce(run, [
		{
			method: 'POST',
			path: pathWithId(run.path, id),
			query: run.query,
			body: () => withoutEmpty(fields),
			doing: `remix the video ${id}`,
			videoId: id,
			feature: 'remix',
		},
	]);
	return await afterCreate(run, answer);
}, 'remix');
