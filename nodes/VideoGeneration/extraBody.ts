import type { Writing } from '../../protocol/dialects/dialect';
import { textOf } from '../../protocol/reading/json';
import { checkExtraBody } from '../shared/validate';
import type { Run } from './run';

/** The option Extra Body Fields, which override what the node writes. @throws InputError */
export function extraBody(run: Run): Record<string, unknown> {
	return run.options.read('extraBody', checkExtraBody);
}

/** The model that is really sent, where the field Model says this; `undefined` for none. */
export function sentModel(run: Run, chosen: string | undefined): string | undefined {
	const extra = extraBody(run);
	return textOf('model' in extra ? extra.model : chosen) || undefined;
}

/** Whether the server needs a model, and none is sent. */
export function lacksModel(run: Run, { needsModel }: Writing, chosen?: string): boolean {
	return needsModel === true && sentModel(run, chosen) === undefined;
}
