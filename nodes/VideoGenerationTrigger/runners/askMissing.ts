import { Failure } from '../../../protocol/failure';
import { retrieveVideo } from '../../VideoGeneration/runners/retrieveVideo';
import type { Asker } from '../../VideoGeneration/runners/run';
import type { Told } from '../cursor/readPages';

async function ask(asker: Asker, id: string): Promise<Told | 'gone' | 'unknown'> {
	return await retrieveVideo(asker, id).catch((error: unknown) => {
		if (!(error instanceof Failure)) throw error;
		return error.details.httpStatus === 404 ? 'gone' : 'unknown';
	});
}

/** Asks one by one for watched videos that the list does not show. What the server does not tell now is asked for again. */
export async function askMissing(
	asker: Asker,
	ids: string[],
): Promise<{ told: Told[]; gone: string[] }> {
	const answers = await Promise.all(ids.map(async (id) => ({ id, answer: await ask(asker, id) })));
	return {
		told: answers.map(({ answer }) => answer).filter((answer) => typeof answer === 'object'),
		gone: answers.filter(({ answer }) => answer === 'gone').map(({ id }) => id),
	};
}
