import type { Variant } from '../../shared/fileName';
import { downloadFile } from './downloadFile';
import { operation } from './operation';
import { toItem } from './output';
import { chosenVideo } from './videoId';

/** Fetches a finished video's file, thumbnail or sprite sheet. */
export const download = operation(async (run) => {
	const id = chosenVideo(run);
	const variant = run.context.getNodeParameter('variant', 'video') as Variant;
	const stored = await downloadFile(run, id, variant);
	const { fileName, mimeType } = stored.file;
	const json = { id, variant, file_name: fileName, mime_type: mimeType, bytes: stored.bytes };
	return [toItem(run, json, stored)];
}, 'retrieve');
