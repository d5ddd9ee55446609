/** How the samples of a track are encoded: its entry in the box stsd. */
export interface SampleEntry {
	/** The entry's four-character code, such as `avc1`, `hev1`, `av01`, `mp4a` or `Opus`. */
	format: string;
	/** The codec by ffmpeg's names: `h264`, `hevc`, `av1`, `vp9`, `aac`, `opus`, `mp3` … */
	codec: string;
	/** What the decoder must know: the content of avcC, hvcC, av1C, vpcC or dOps; of esds, the decoder's specific information. */
	config: Buffer;
	/** The boxes in the entry, whole, by their type. */
	boxes: ReadonlyMap<string, Buffer>;
	/** Of a video. @unit pixels */
	width: number;
	height: number;
	/** Of sound, as the decoder gives it. @unit samples per second */
	sampleRate: number;
	/** Of sound. */
	channels: number;
}

/** The samples of a track in the order in which they are decoded: a column each. Times are in units of the track's timescale. */
export interface Samples {
	readonly count: number;
	/** Where each begins. @unit bytes from the file's start */
	offsets: Float64Array;
	/** @unit bytes */
	sizes: Uint32Array;
	/** When each is decoded. */
	decodeTimes: Float64Array;
	durations: Uint32Array;
	/** How much later than it is decoded each is shown; may be negative. */
	shifts: Int32Array;
	/** 1 for a sample that needs no other one. */
	isSync: Uint8Array;
}

/** Which part of a track is played. */
export interface Shown {
	/** The time in the track at which it begins; what is shown before is left out. @unit the track's timescale */
	from: number;
	/** The time in the track at which it ends; `Infinity` where the file does not say. @unit the track's timescale */
	to: number;
	/** How long the movie goes on before the track begins. @unit seconds */
	delay: number;
}

export interface Track {
	id: number;
	kind: 'video' | 'audio';
	/** Units per second. */
	timescale: number;
	entry: SampleEntry;
	/** The nine numbers of the track header's matrix, which turns and mirrors the picture. */
	matrix: readonly number[];
	samples: Samples;
	shown: Shown;
}

/** An mp4 file of which all tables have been read. */
export interface Movie {
	/** The first track of moving pictures that is enabled; in a file of sound there is none. */
	video?: Track;
	/** The first track of sound that is enabled. */
	audio?: Track;
}
