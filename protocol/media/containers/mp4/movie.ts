/** A track of a movie. Times are in units of its timescale, unless they say otherwise. */
export interface Track {
	id: number;
	isEnabled: boolean;
	/** Shown on its side: turned by 90 or 270 degrees. */
	isTurned: boolean;
	/** `vide`, `soun` … */
	handler: string;
	/** Units per second. */
	timescale: number;
	/** As the header says it; 0 where it does not. */
	duration: number;
	/** What the edit list shows of it, in the movie's units; 0 where there is none. */
	edited: number;
	codec?: string;
	width?: number;
	height?: number;
	/** Samples, those of fragments too, and how long they last. */
	samples: number;
	sampleTime: number;
	/** How long a sample of a fragment lasts that does not say it. */
	defaultTime: number;
	/** When the first sample begins and the last one ends. */
	start?: number;
	end: number;
}

export interface Movie {
	/** Units per second. */
	timescale: number;
	tracks: Track[];
	/** Whether samples may follow in fragments. */
	isFragmented: boolean;
	/** How long it is with its fragments, in its own units; 0 where it does not say. */
	fragmentedDuration: number;
	/** Whether its header has been seen to the end. */
	isRead: boolean;
}

export function newTrack(): Track {
	return {
		id: 0,
		isEnabled: true,
		isTurned: false,
		handler: '',
		timescale: 0,
		duration: 0,
		edited: 0,
		samples: 0,
		sampleTime: 0,
		defaultTime: 0,
		end: 0,
	};
}

export function newMovie(): Movie {
	return { timescale: 0, tracks: [], isFragmented: false, fragmentedDuration: 0, isRead: false };
}
