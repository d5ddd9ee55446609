import { VideosError } from '../../../client/errors';
import type { Difference, JoinError, JoinReason } from '../../../protocol/mp4/join/joinError';
import type { Movie } from '../../../protocol/mp4/movie';
import { Mp4Error, type Problem } from '../../../protocol/mp4/problem';
import { ClipError } from './clipError';
import type { ItemFile } from './itemFile';
import { unusable } from './unusable';
import type { ClipFiles } from './store';

type Differs = Extract<JoinReason, { reason: 'differs' }>;

const AUDIO: readonly Difference[] = ['audioCodec', 'audioRate', 'channels', 'audioProfile'];

// The kinds of AAC (ISO/IEC 14496-3, table 1.17).
const AAC: Record<string, string> = { 2: 'AAC-LC', 5: 'HE-AAC', 29: 'HE-AAC v2' };

const TRAITS: Record<Difference, (value: string) => string> = {
	codec: (value) => `the codec ${value}`,
	size: (value) => `the size ${value}`,
	rotation: (value) => `the rotation ${value}`,
	pixelShape: (value) => `pixels of the shape ${value}`,
	profile: (value) => `the profile ${value}`,
	settings: () => 'settings of its encoder',
	audioCodec: (value) => `the audio codec ${value}`,
	audioRate: (value) => `the audio rate ${value}`,
	channels: (value) => `${value} audio ${value === '1' ? 'channel' : 'channels'}`,
	audioProfile: (value) => `audio of the kind ${AAC[value] ?? value}`,
};

const SAME =
	'Make all clips with the same model and the same size. Or let the server make one video: its operations Extend and Edit start from a video.';
const OTHER_SOUND = 'Or set Audio to Remove or Replace.';

/** @param first the clip that the others must be like */
function differs(file: ItemFile, first: ItemFile, why: Differs): ClipError {
	const { name, item: itemIndex } = file;
	const item = `item ${itemIndex}`;
	const other = `"${first.name}" of item ${first.item}`;
	if (why.what === 'settings') {
		return new ClipError(
			'input',
			`The file "${name}" of ${item} was encoded with other settings than ${other}`,
			itemIndex,
			SAME,
		);
	}
	const trait = TRAITS[why.what];
	return new ClipError(
		'input',
		`The file "${name}" of ${item} has ${trait(why.other)}, but ${other} has ${trait(why.first)}`,
		itemIndex,
		AUDIO.includes(why.what) ? `${SAME} ${OTHER_SOUND}` : SAME,
	);
}

function nothingLeft({ name, item }: ItemFile, seconds: number): ClipError {
	const length = Math.round(seconds * 1000) / 1000;
	return new ClipError(
		'input',
		`Trimming leaves nothing of the file "${name}" of item ${item}, which is ${length} s long`,
		item,
		'Set a smaller Trim Start or Trim End.',
	);
}

function noSilence({ name, item }: ItemFile, codec: string): ClipError {
	return new ClipError(
		'input',
		`The file "${name}" of item ${item} has no sound, or too little, and Join cannot write silence for the codec ${codec}`,
		item,
		'Set Audio to Remove or Replace, or use only clips with sound.',
	);
}

function withHint({ kind, message, item, details }: ClipError, hint: string): ClipError {
	return new ClipError(kind, message, item, [details.hint, hint].filter(Boolean).join(' '));
}

function tooLong(): VideosError {
	return new VideosError('input', 'The joined video would be too long', {
		hint: 'Join fewer or shorter videos: the limit is a few hours.',
	});
}

/** The clip that the others must be like: of sound, the first one that has any. */
function referenceOf({ what }: Differs, movies: readonly Movie[]): number {
	return AUDIO.includes(what) ? movies.findIndex(({ audio }) => audio !== undefined) : 0;
}

/** Why files cannot be joined although each of them can be read, in the user's terms. */
export function notJoinable(
	{ clip, why }: JoinError,
	{ clips, audio }: ClipFiles,
	movies: readonly Movie[],
): VideosError {
	if (why.reason === 'tooLong') return tooLong();
	const file = clip < 0 ? (audio as ItemFile) : clips[clip];
	const use = clip < 0 ? 'sound' : 'clip';
	const asRead = (problem: Problem, detail?: string) =>
		unusable(file, use, new Mp4Error(problem, detail), Buffer.alloc(0));
	switch (why.reason) {
		case 'differs':
			return differs(file, clips[referenceOf(why, movies)], why);
		case 'nothingLeft':
			return nothingLeft(file, why.seconds);
		case 'noSilence':
			return noSilence(file, why.codec);
		case 'codec': {
			const error = asRead('codec', why.codec);
			const isSound = clip >= 0 && movies[clip].video?.entry.codec !== why.codec;
			return isSound ? withHint(error, OTHER_SOUND) : error;
		}
		case 'overlap':
			return asRead('damaged', 'its frames overlap');
		case 'noPicture':
		case 'noSound':
			return asRead('noTrack');
	}
}
