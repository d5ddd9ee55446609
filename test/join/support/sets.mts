import { AAC, AV1, H264, H264_B, h264, hevc, OPUS, VP9 } from './encoders.mts';
import type { ClipSpec, SoundSpec } from './makeClip.mts';

/** Clips that can be joined. */
export interface ClipSet {
	name: string;
	clips: ClipSpec[];
}

type Some = Partial<ClipSpec>;

const aac = (
	sampleRate: number,
	channels: SoundSpec['channels'] = 2,
	more: Partial<SoundSpec> = {},
) => ({
	sound: { sampleRate, channels, encoder: AAC, ...more },
});
const opus = (channels: SoundSpec['channels'] = 2, more: Partial<SoundSpec> = {}) => ({
	sound: { sampleRate: 48_000, channels, encoder: [...OPUS, '-strict', '-2'], ...more },
});
const scale = (timescale: number) => ['-video_track_timescale', String(timescale)];
const START = ['-movflags', '+faststart'];
const FRAGMENTS = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'];
const NO_EDITS = ['-use_editlist', '0'];

// More clips than these are the same again.
const DIFFERENT = 10;

/** A set of clips, each like the base but for what it says. */
function set(name: string, base: Some, ...clips: Some[]): ClipSet {
	const common = { seconds: 1, rate: '24', video: H264 };
	return {
		name,
		clips: clips.map((one, index) => ({ ...common, ...base, index: index % DIFFERENT, ...one })),
	};
}

const times = (count: number, clip: (index: number) => Some = () => ({})) =>
	Array.from({ length: count }, (_, index) => clip(index));

// A frame every now and then.
const VARIABLE = ['-vf', "select='lt(mod(n,24),12)+not(mod(n,5))'", '-fps_mode', 'vfr'];

/** What differs in the picture. */
export const PICTURES: ClipSet[] = [
	set('h264 without sound', {}, ...times(3)),
	set('h264 with B-frames', { video: H264_B, ...aac(44_100) }, ...times(4)),
	set(
		'h264, as many B-frames as each likes',
		aac(48_000),
		...[0, 1, 2, 3].map((count) => ({ video: h264('-bf', String(count)) })),
	),
	set(
		'h264 with open groups',
		{ video: h264('-bf', '2', '-x264-params', 'open-gop=1'), ...aac(44_100) },
		...times(3),
	),
	set(
		'h264 with B-frames that others need',
		{ video: h264('-bf', '4', '-x264-params', 'b-pyramid=normal') },
		...times(3),
	),
	set(
		'h264 of two encoders',
		aac(44_100),
		{ video: h264('-bf', '2', '-refs', '4') },
		{ video: h264('-bf', '0', '-profile:v', 'baseline') },
		{ video: h264('-bf', '3', '-profile:v', 'main') },
		{ video: h264('-bf', '2', '-refs', '4') },
	),
	set('hevc as hvc1', { video: hevc('hvc1'), ...aac(48_000) }, ...times(3)),
	set(
		'hevc as hev1, without B-frames',
		{ video: hevc('hev1', '-bf', '0'), ...aac(44_100) },
		...times(3),
	),
	set('av1 and Opus', { video: AV1, ...opus() }, ...times(4)),
	set('av1 and AAC', { video: AV1, ...aac(44_100) }, ...times(3)),
	set('vp9 and Opus', { video: VP9, ...opus(1) }, ...times(3)),
	set(
		'as many units a second as each likes',
		{ video: H264_B, ...aac(44_100) },
		...[600, 12_288, 90_000, 1000, 30_000].map((units) => ({
			video: [...H264_B, ...scale(units)],
		})),
	),
	set(
		'as many frames a second as each likes',
		{ video: H264_B, ...aac(48_000) },
		...['24', '25', '30', '30000/1001', '24000/1001'].map((rate) => ({ rate })),
	),
	set(
		'frames now and then',
		{ ...aac(44_100), video: [...H264, ...VARIABLE] },
		{},
		{ video: [...H264_B, ...VARIABLE] },
		{ video: H264 },
	),
	set(
		'a header in front',
		{ video: [...H264_B, ...START], ...aac(44_100) },
		{},
		{ video: H264_B },
		{},
	),
	set(
		'fragments',
		{ video: [...H264_B, ...FRAGMENTS], ...aac(44_100) },
		{},
		{},
		{ video: H264_B },
		{},
	),
	set(
		'QuickTime',
		{ container: 'mov', video: H264_B, ...aac(44_100) },
		{},
		{ container: 'mp4' },
		{},
	),
	set('without edit lists', { video: [...H264_B, ...NO_EDITS], ...aac(44_100) }, ...times(3)),
	set(
		'av1 and Opus in fragments, without edit lists',
		// Without delay_moov ffmpeg's header lacks what the decoder must know.
		{
			video: [...AV1, '-movflags', '+frag_keyframe+empty_moov+delay_moov', ...NO_EDITS],
			...opus(),
		},
		...times(3),
	),
	set(
		'fragments with edit lists',
		{ video: [...H264_B, '-movflags', '+frag_keyframe+empty_moov+delay_moov'], ...aac(44_100) },
		...times(3),
	),
	set('Opus without edit lists', { video: [...H264, ...NO_EDITS], ...opus() }, ...times(3)),
	set('MPEG-4', { video: ['-c:v', 'mpeg4', '-g', '12'], ...aac(44_100) }, ...times(3)),
	set('one clip', { video: H264_B, ...aac(44_100), seconds: 2 }, {}),
	set(
		'half a second to a minute',
		{ video: H264_B, ...aac(44_100) },
		...[0.5, 60, 0.5, 8].map((seconds) => ({ seconds })),
	),
];

/** What differs in the sound. */
export const SOUNDS: ClipSet[] = [
	set('fifty clips', { seconds: 0.75, video: H264, ...aac(44_100) }, ...times(50)),
	set(
		'fifty clips at 29.97 frames per second',
		{ rate: '30000/1001', seconds: 0.7, ...aac(48_000, 1) },
		...times(50),
	),
	set('16 kHz, mono', aac(16_000, 1), ...times(4)),
	set('22 kHz, stereo', aac(22_050), ...times(4)),
	set('5.1', aac(48_000, 6), ...times(3)),
	set('sound that ends early', { seconds: 1.5, ...aac(44_100, 2, { seconds: 0.8 }) }, ...times(3)),
	set('sound that ends late', aac(44_100, 2, { seconds: 1.6 }), ...times(3)),
	set('sound that begins late', aac(44_100, 2, { late: 0.4, seconds: 0.6 }), ...times(3)),
	set('AAC, the first without sound', aac(44_100), { sound: undefined }, {}, {}),
	set(
		'AAC, some in the middle without sound',
		aac(48_000, 1),
		{},
		{ sound: undefined },
		{ sound: undefined },
		{},
	),
	set('AAC, the last without sound', aac(22_050), {}, {}, { sound: undefined }),
	set('AAC in 5.1, one without sound', aac(48_000, 6), {}, { sound: undefined }, {}),
	set('Opus, the first without sound', opus(), { sound: undefined }, {}, {}),
	set(
		'Opus, one in the middle and the last without sound',
		opus(1),
		{},
		{ sound: undefined },
		{},
		{ sound: undefined },
	),
	set(
		'Opus that ends early and late',
		opus(2),
		{ sound: opus(2, { seconds: 0.6 }).sound },
		{ sound: opus(2, { seconds: 1.5 }).sound },
		{},
	),
];
