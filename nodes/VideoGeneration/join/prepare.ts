import type { Movie } from '../../../protocol/mp4/movie';
import type { JoinPlan } from '../../../protocol/mp4/plan';
import { JoinError } from '../../../protocol/mp4/join/joinError';
import { planJoin } from '../../../protocol/mp4/join/planJoin';
import { notJoinable } from './differences';
import type { Group } from './groups';
import { findFile, type Reading } from './itemFile';
import { readMovie } from './readMovie';
import { readSettings, type JoinSettings } from './settings';
import type { ClipFiles } from './store';

/** All that is needed to write a joined video. */
export interface Prepared {
	files: ClipFiles;
	settings: JoinSettings;
	plan: JoinPlan;
}

function filesOf({ context }: Reading, { items }: Group, { audio }: JoinSettings): ClipFiles {
	const clips = items.map((item) => findFile(context, item, 'joinBinaryField', 'Join'));
	if (audio !== 'replace') return { clips };
	return { clips, audio: findFile(context, items[0], 'audioBinaryField', 'the sound') };
}

/**
 * Reads the tables of a group's files, and plans their video. Nothing has been written then.
 * @throws ClipError, VideosError why they cannot be joined
 */
export async function prepare(reading: Reading, group: Group): Promise<Prepared> {
	if (group.error !== undefined) throw group.error;
	const settings = readSettings(reading.context, group.items[0]);
	const files = filesOf(reading, group, settings);
	const movies: Movie[] = [];
	for (const clip of files.clips) movies.push(await readMovie(reading, clip, 'video'));
	const replacement = files.audio && (await readMovie(reading, files.audio, 'audio'));
	const { audio, trimStart, trimEnd } = settings;
	try {
		const plan = planJoin(movies, { audio, replacement, trimStart, trimEnd });
		return { files, settings, plan };
	} catch (error) {
		throw error instanceof JoinError ? notJoinable(error, files, movies) : error;
	}
}
