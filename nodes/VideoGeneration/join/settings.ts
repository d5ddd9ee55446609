import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../../client/errors';
import type { AudioWish } from '../../../protocol/mp4/plan';
import { fileName } from '../../shared/fileName';
import { outputField } from '../../shared/fileItems';
import { collection, ofItem, text } from '../../shared/parameters';

/** What the user wants of a joined video. Where it is one of many items, the first one's fields count. */
export interface JoinSettings {
	audio: AudioWish;
	/** Cut off each clip's start. @unit seconds */
	trimStart: number;
	/** Cut off each clip's end. @unit seconds */
	trimEnd: number;
	/** What the file is called. */
	fileName: string;
}

const WISHES: readonly string[] = ['keep', 'remove', 'replace'] satisfies AudioWish[];

const LONGEST_SECONDS = 24 * 3600;

function audioWish(chosen: string): AudioWish {
	if (WISHES.includes(chosen)) return chosen as AudioWish;
	throw new InputError(
		`Audio must be keep, remove or replace, not "${chosen}"`,
		'Choose what to do with the sound from the list.',
	);
}

/** @throws InputError */
export function readSettings(context: IExecuteFunctions, item: number): JoinSettings {
	const fields = ofItem(context, item);
	const options = collection(fields, 'options');
	const bounds = { least: 0, most: LONGEST_SECONDS };
	// It is needed only when the file is there.
	outputField(options);
	return {
		audio: audioWish(text(fields, 'joinAudio')),
		trimStart: options.number('trimStart', bounds) ?? 0,
		trimEnd: options.number('trimEnd', bounds) ?? 0,
		fileName: fileName('joined', 'video', 'mp4', options.text('fileName')),
	};
}
