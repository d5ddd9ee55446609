import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../client/errors';
import type { Filter, VideoEvent } from './cursor/filter';
import { collection, text } from '../shared/parameters';

/** The trigger's settings. */
export interface Settings {
	filter: Filter;
	/** How long after its creation a video is watched, in seconds. */
	windowSeconds: number;
	/** Whether what had ended before the activation is reported, too. */
	includePast: boolean;
	/** Whether the files come along. */
	withFile: boolean;
	options: IDataObject;
}

const DEFAULT_HOURS = 24;

/** Reads the trigger's parameters. @throws InputError when no event is chosen */
export function readSettings(context: IPollFunctions): Settings {
	const events = context.getNodeParameter('events', ['completed']) as VideoEvent[];
	if (!Array.isArray(events) || events.length === 0) {
		throw new InputError('No event is chosen', 'Choose under Events what starts the workflow.');
	}
	const options = collection(context, 'options');
	const hours = Number(options.watchHours ?? 0);
	return {
		filter: { events, model: text(context, 'model') },
		windowSeconds: (hours > 0 ? hours : DEFAULT_HOURS) * 3600,
		includePast: options.includePast === true,
		withFile: context.getNodeParameter('downloadFile', false) === true,
		options,
	};
}
