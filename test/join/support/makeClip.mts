import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { colorOf } from './colors.mts';
import { ffmpeg } from './run.mts';

/** A clip that ffmpeg makes: it begins with a flash of white and a beep; then it has a color and a tone of its own. */
export interface ClipSpec {
	/** Which color and tone. */
	index: number;
	/** Of the picture. */
	seconds: number;
	/** Frames per second, as ffmpeg takes it: `24`, `30000/1001`. */
	rate: string;
	/** The picture's encoder and its options, and the container's. */
	video: readonly string[];
	sound?: SoundSpec;
	/** Options before each input, such as -itsoffset. */
	size?: string;
	container?: 'mp4' | 'mov';
}

export interface SoundSpec {
	seconds?: number;
	sampleRate: number;
	channels: 1 | 2 | 6;
	encoder: readonly string[];
	/** How much later than the picture it begins. @unit seconds */
	late?: number;
}

const LAYOUTS = { 1: 'mono', 2: 'stereo', 6: '5.1' } as const;
const FLASH_FRAMES = 2;
const BEEP_SECONDS = 0.06;

const pictureOf = ({ index, seconds, rate, size = '96x64' }: ClipSpec) =>
	[
		`testsrc2=size=${size}:rate=${rate}:duration=${seconds}`,
		`drawbox=x=0:y=0:w=iw/3:h=ih:color=${colorOf(index)}:t=fill`,
		`drawbox=color=white:t=fill:enable='lt(n,${FLASH_FRAMES})'`,
		'format=yuv420p',
	].join(',');

// The tone wavers, so that no stretch of it is like another one.
const soundOf = ({ index, seconds }: ClipSpec, sound: SoundSpec) => {
	const tone = `0.1*sin(2*PI*${200 + 37 * index}*t+40*sin(4.3*t))`;
	const wave = `if(lt(t,${BEEP_SECONDS}),0.8*sin(2*PI*1000*t),${tone})`;
	const channels = Array.from({ length: sound.channels }, () => wave).join('|');
	const duration = sound.seconds ?? seconds;
	return `aevalsrc='${channels}':s=${sound.sampleRate}:c=${LAYOUTS[sound.channels]}:d=${duration}`;
};

function argumentsOf(spec: ClipSpec): string[] {
	const { sound, video } = spec;
	const picture = ['-f', 'lavfi', '-i', pictureOf(spec)];
	if (sound === undefined) return [...picture, ...video, '-an'];
	const late = sound.late === undefined ? [] : ['-itsoffset', String(sound.late)];
	const heard = [...late, '-f', 'lavfi', '-i', soundOf(spec, sound)];
	return [...picture, ...heard, ...sound.encoder, ...video];
}

/** Makes a clip, once for each spec and folder. @returns the file */
export async function makeClip(spec: ClipSpec, placeOf: (name: string) => string): Promise<string> {
	const args = argumentsOf(spec);
	const name = createHash('sha256').update(JSON.stringify(args)).digest('hex').slice(0, 16);
	const file = placeOf(`${name}.${spec.container ?? 'mp4'}`);
	if (!existsSync(file)) await ffmpeg(...args, file);
	return file;
}
