import { InputError } from '../../client/errors';
import { describeModels } from '../../client/models';
import { misfits, type Misfit } from '../../protocol/dialects/fit';
import { INPUT_NAMES, type CreateInputs } from '../../protocol/dialects/inputs';
import type { ModelDescription } from '../../protocol/reading/modelDescription';
import { sentModel } from './extraBody';
import { listed } from './listed';
import type { Run } from './run';
import { askOnce } from './runState';

/** One request for all items of a run, and for its retries. */
async function modelsOf({ state, videos: { server } }: Run) {
	return await askOnce(state.models, server.baseUrl, async () => await describeModels(server));
}

async function descriptionFor(run: Run, model: string): Promise<ModelDescription | undefined> {
	return (await modelsOf(run))?.get(model);
}

function nameOf({ input, value }: Misfit): string {
	if (value === '') return INPUT_NAMES[input];
	return input === 'seconds' ? `${value} seconds` : value;
}

function takenInstead({ input, takes }: Misfit): string[] {
	if (takes.length === 0) return [];
	return [`${listed(takes)}${input === 'seconds' ? ' seconds' : ''}`];
}

function doesNotTake(model: string, found: Misfit[]): InputError {
	const instead = found.flatMap(takenInstead).join('; ');
	return new InputError(
		`"${model}" does not take ${found.map(nameOf).join(' and ')}`,
		`${instead === '' ? '' : `It takes ${instead}. `}Nothing was sent. Change that, or choose another model. If the model does ` +
			'take it, turn off the option "Check Against the Model".',
	);
}

/**
 * Refuses what the chosen model does not take, by what the server says of its models. A model that the server does not list is not
 * refused: lists are incomplete, and models have more than one name.
 * @throws InputError
 */
export async function checkAgainstModel(run: Run, inputs: CreateInputs): Promise<void> {
	const model = sentModel(run, inputs.model);
	const { modelInfo } = run.videos.server.dialect;
	if (model === undefined || modelInfo?.tells !== 'values') return;
	if (run.options.flag('checkModel') === false) return;
	const description = await descriptionFor(run, model);
	const found = description ? misfits(description, inputs) : [];
	if (found.length > 0) throw doesNotTake(model, found);
}
