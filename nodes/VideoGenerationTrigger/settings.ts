import type { IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../client/errors';
import type { Filter, VideoEvent } from './cursor/filter';
import { outputField } from '../shared/fileItems';
import { collection, flag, text, texts, type Fields } from '../shared/parameters';

/** The trigger's settings. */
export interface Settings {
	filter: Filter;
	/** How long after its creation a video is watched, in seconds. */
	windowSeconds: number;
	/** Whether what had ended before the activation is reported, too. */
	includePast: boolean;
	/** Whether the files come along. */
	withFile: boolean;
	/** The user's own name for the files; empty for the videos' ids. */
	fileName: string;
	options: Fields;
}

const DEFAULT_HOURS = 24;

/** Reads the trigger's parameters. @throws InputError when no event is chosen */
export function readSettings(context: IPollFunctions): Settings {
	const events = texts(context, 'events') as VideoEvent[];
	if (events.length === 0) {
		throw new InputError('No event is chosen', 'Choose at least one event under Events.');
	}
	const options = collection(context, 'options');
	const hours = options.number('watchHours') ?? 0;
	// Fails before anything is fetched.
	outputField(options);
	return {
		filter: { events, model: text(context, 'model') },
		windowSeconds: (hours > 0 ? hours : DEFAULT_HOURS) * 3600,
		includePast: options.flag('includePast') === true,
		withFile: flag(context, 'downloadFile', false),
		fileName: options.text('fileName'),
		options,
	};
}
