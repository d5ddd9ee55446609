// ffmpeg's names: libavformat/isom_tags.c
const BY_FORMAT: Record<string, string> = {
	'.mp3': 'mp3',
	'ac-3': 'ac3',
	'ec-3': 'eac3',
	alac: 'alac',
	fLaC: 'flac',
	Opus: 'opus',
	'ms\0\x55': 'mp3',
	NONE: 'pcm',
	'raw ': 'pcm',
	alaw: 'pcm_alaw',
	fl32: 'pcm_f32be',
	fl64: 'pcm_f64be',
	fpcm: 'pcm',
	ima4: 'adpcm_ima_qt',
	in24: 'pcm_s24be',
	in32: 'pcm_s32be',
	ipcm: 'pcm',
	lpcm: 'pcm',
	sowt: 'pcm_s16le',
	twos: 'pcm_s16be',
	ulaw: 'pcm_mulaw',
};

/** The codec of a track of sound by the four-character code of its sample entry; the code itself where it is not known. */
export function soundCodec(format: string): string {
	return (Object.hasOwn(BY_FORMAT, format) && BY_FORMAT[format]) || format.trim();
}

// The registration authority of MP4, object types.
const BY_OBJECT_TYPE: Record<number, string> = {
	0x40: 'aac',
	0x66: 'aac',
	0x67: 'aac',
	0x68: 'aac',
	0x69: 'mp3',
	0x6b: 'mp3',
	0xa5: 'ac3',
	0xa6: 'eac3',
	0xad: 'opus',
	0xdd: 'vorbis',
};

/** The codec of a track `mp4a` by its object type. */
export function soundCodecByObjectType(type: number): string {
	return BY_OBJECT_TYPE[type] ?? `mp4a.${type.toString(16)}`;
}

/** Whether the tables count single values of a waveform, and not encoded packets: hundreds of thousands a minute. */
export function isWaveform(codec: string): boolean {
	return /^(ad)?pcm/.test(codec);
}
