import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Sample } from 'mp4box';
import type { JoinPlan } from '../../../protocol/mp4/plan';
import { parseMp4 } from '../../support/mp4box.mts';
import type { Decoded } from './decode.mts';
import { firstFrames, type Expected } from './expected.mts';

const MOST_BOXES = 20;

/** The boxes of a file at its top. */
export function boxesOf(file: string): Array<{ type: string; bytes: number }> {
	const size = statSync(file).size;
	const handle = openSync(file, 'r');
	const header = Buffer.alloc(16);
	const boxes: Array<{ type: string; bytes: number }> = [];
	for (let at = 0; at < size && boxes.length < MOST_BOXES;) {
		readSync(handle, header, 0, 16, at);
		const short = header.readUInt32BE(0);
		const bytes = short === 1 ? Number(header.readBigUInt64BE(8)) : short;
		boxes.push({ type: header.toString('latin1', 4, 8), bytes });
		if (bytes < 8) break;
		at += bytes;
	}
	closeSync(handle);
	return boxes;
}

/** What is wrong with the boxes: a player that has read the beginning must know all. */
export function judgeBoxes(file: string, plan: JoinPlan): string[] {
	const boxes = boxesOf(file);
	const types = boxes.map(({ type }) => type).join(' ');
	const end = boxes.reduce((sum, { bytes }) => sum + bytes, 0);
	const size = statSync(file).size;
	const objections: string[] = [];
	if (types !== 'ftyp moov mdat') objections.push(`its boxes are ${types}`);
	if (end !== size) objections.push(`its boxes end at ${end}, the file at ${size}`);
	if (plan.bytes !== size) objections.push(`${plan.bytes} bytes were planned, ${size} written`);
	return objections;
}

interface BoxTrack {
	type: string;
	samples: number;
	/** Samples whose bytes are all in the file. */
	complete: number;
	seconds: number;
	codec: string;
}

/** What mp4box reads. */
export async function mp4box(file: string): Promise<{ isFast: boolean; tracks: BoxTrack[] }> {
	const { movie, parser, bytes } = await parseMp4(file);
	const isComplete = ({ offset, size }: Sample) => size > 0 && offset + size <= bytes;
	return {
		isFast: movie.isProgressive,
		tracks: movie.tracks.map(({ id, type, codec, nb_samples, samples_duration, timescale }) => ({
			type: String(type),
			codec,
			samples: nb_samples,
			seconds: samples_duration / timescale,
			complete: parser.getTrackSamplesInfo(id).filter(isComplete).length,
		})),
	};
}

/** What is wrong with the file for mp4box. */
export async function judgeTables(file: string, joined: Decoded): Promise<string[]> {
	const { isFast, tracks } = await mp4box(file);
	const objections: string[] = [];
	if (!isFast) objections.push('for mp4box the header comes late');
	const picture = tracks.find(({ type }) => type === 'video');
	if (picture?.samples !== joined.frames.length) {
		objections.push(`for mp4box there are ${picture?.samples} frames`);
	}
	const sound = tracks.find(({ type }) => type === 'audio');
	if ((sound === undefined) !== (joined.sound === undefined)) {
		objections.push('for mp4box there is another number of tracks');
	}
	for (const { type, samples, complete, seconds } of tracks) {
		if (complete !== samples) objections.push(`mp4box finds ${complete} samples of ${type}`);
		const wanted = type === 'audio' ? joined.seconds.sound : joined.seconds.picture;
		// With what is decoded and not heard.
		if (!(Math.abs(seconds - (wanted ?? NaN)) < 0.15)) {
			objections.push(`for mp4box the ${type} lasts ${seconds} s`);
		}
	}
	return objections;
}

const apart = (a: number | null, b: number) => Math.abs((a ?? NaN) - b);

/** What is wrong with what the plan says of the file. */
export function judgePlan({ facts, clips }: JoinPlan, joined: Decoded, { parts }: Expected) {
	const objections: string[] = [];
	const { width, height, seconds, framesPerSecond, videoCodec, hasAudio } = facts;
	if (width !== joined.width || height !== joined.height || videoCodec !== joined.videoCodec) {
		objections.push(`the plan says ${width}x${height} ${videoCodec}`);
	}
	if (hasAudio !== (joined.sound !== undefined)) objections.push('the plan is wrong about sound');
	if (!(apart(seconds, joined.seconds.file) < 0.03)) {
		objections.push(`the plan says ${seconds} s, ffprobe ${joined.seconds.file} s`);
	}
	if (!(apart(framesPerSecond, joined.framesPerSecond) < 0.01 * joined.framesPerSecond)) {
		objections.push(`the plan says ${framesPerSecond} fps, ffprobe ${joined.framesPerSecond}`);
	}
	const firsts = firstFrames(parts);
	parts.forEach((_, index) => {
		const start = joined.frames[firsts[index]].at;
		const end = joined.frames[firsts[index + 1]]?.at ?? joined.seconds.picture;
		const clip = clips[index];
		if (!(apart(clip?.startsAt, start) < 0.002 && apart(clip?.seconds, end - start) < 0.002)) {
			objections.push(
				`the plan says that clip ${index} begins at ${clip?.startsAt} s and lasts ${clip?.seconds} s, not at ${start} s and ${end - start} s`,
			);
		}
	});
	return objections;
}
