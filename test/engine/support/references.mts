/** A file of References, as the editor stores where it comes from. */
export interface Source {
	/** `binary`, `url` or `fileId` */
	source: string;
	binaryField?: string;
	url?: string;
	fileId?: string;
}

/** From a binary field of the item. @param binaryField its name, or an expression that gives a file */
export const fromField = (binaryField = 'data'): Source => ({ source: 'binary', binaryField });

export const fromUrl = (url: string): Source => ({ source: 'url', url });

export const fromFileId = (fileId: string): Source => ({ source: 'fileId', fileId });

/** References by what they are for. */
export interface Given {
	firstFrame?: Source;
	lastFrame?: Source;
	images?: Source[];
	videos?: Source[];
	audio?: Source[];
}

/** The field References of a create, to be spread into its parameters. Lists without entries are left out, as the editor does it. */
export function references({ firstFrame, lastFrame, images = [], videos = [], audio = [] }: Given) {
	const frames = [
		...(firstFrame ? [{ role: 'firstFrame', ...firstFrame }] : []),
		...(lastFrame ? [{ role: 'lastFrame', ...lastFrame }] : []),
		...images.map((image) => ({ role: 'reference', ...image })),
	];
	const lists = { images: frames, videos, audio };
	const filled = Object.entries(lists).filter(([, entries]) => entries.length > 0);
	return { references: Object.fromEntries(filled) };
}
