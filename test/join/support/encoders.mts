// Encoders of ffmpeg, with options that make them quick.
const x264 = (...more: string[]) => [
	...['-c:v', 'libx264', '-preset', 'veryfast', '-threads', '1', '-g', '12', ...more],
];

export const H264 = x264('-bf', '0');
export const H264_B = x264('-bf', '2');
export const h264 = x264;
export const hevc = (tag: 'hvc1' | 'hev1', ...more: string[]) => [
	...['-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', tag, '-g', '12', ...more],
	...['-x265-params', 'log-level=error:pools=none:frame-threads=1'],
];
export const AV1 = [
	...['-c:v', 'libaom-av1', '-cpu-used', '8', '-usage', 'realtime', '-g', '12', '-threads', '1'],
];
export const VP9 = [
	...['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '12'],
];
// Without noise in place of sound: which noise depends on what the decoder has decoded before.
export const AAC = ['-c:a', 'aac', '-aac_pns', '0', '-b:a', '128k'];
export const OPUS = ['-c:a', 'libopus', '-b:a', '96k'];
