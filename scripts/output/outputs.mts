import type { Source } from './readTypes.mts';

/** Fields that items of several operations have: an interface of the node's source, and a section of docs/output.md. */
export interface Part {
	title: string;
	source: Source;
	/** What the section says beside its table, in Markdown. */
	note: string;
}

const VIDEO: Part = {
	title: 'The video',
	source: 'nodes/shared/simpleVideo.ts#SimpleVideo',
	note: `If _Simplify_ is off, the server's own answer replaces these fields. The fields of the file and the other fields below stay the same.`,
};

const FILE: Part = {
	title: 'The file',
	source: 'nodes/shared/fileItems.ts#FileFields',
	note: `The file itself is in the binary field \`data\`, unless you set _Options → Put Output File in Field_. The node reads \`file.width\` to
\`file.hasAudio\` from the file; they are missing if the file is not a video or cannot be read. If a job has several files, each is a separate item
with its own \`url\`.`,
};

const OTHER_FILES: Part = {
	title: 'Other files',
	source: 'nodes/VideoGeneration/otherFiles.ts#OtherFiles',
	note: `With _Options → Also Download_, the thumbnail and the sprite sheet are in the binary fields \`thumbnail\` and \`spritesheet\` of the first item
if a job has several videos.`,
};

const COMPARISON: Part = {
	title: 'Differences',
	source: 'nodes/VideoGeneration/files.ts#Comparison',
	note: 'Set _Options → If the Video Differs_ to stop with an error instead.',
};

const DOWNLOADED: Part = {
	title: 'Download',
	source: 'nodes/VideoGeneration/resources/video/download.ts#DownloadedVideo',
	note: 'Download returns only these fields of the video. Use Get for the others.',
};

const DELETED: Part = {
	title: 'Delete',
	source: 'client/videos.ts#DeletedVideo',
	note: '',
};

const JOINED: Part = {
	title: 'Join',
	source: 'nodes/VideoGeneration/join/joinedItem.ts#JoinedVideo',
	note: 'One item per group, paired with all input items of the group.',
};

const CHARACTER: Part = {
	title: 'Characters',
	source: 'nodes/VideoGeneration/resources/character/item.ts#SimpleCharacter',
	note: '',
};

/** What no operation has outside of a tool, and so no schema. */
export const TOOL: Part = {
	title: 'Tools of AI agents',
	source: 'nodes/shared/fileItems.ts#ToolFields',
	note: 'When an AI agent uses the node as a tool, each item with a file has these fields, too.',
};

const MISSING_FILE: Part = {
	title: 'Missing file',
	source: 'nodes/VideoGenerationTrigger/emit.ts#MissingFile',
	note: '',
};

const EVENT: Part = {
	title: 'The event',
	source: 'nodes/VideoGenerationWebhookTrigger/eventFields.ts#EventFields',
	note: '',
};

/** What stands in an item's place that went wrong. */
export const ERROR: Part = {
	title: 'Errors',
	source: 'nodes/shared/nodeError.ts#ErrorFields',
	note: `With _On Error: Continue_, each input item that fails becomes an item with this one field. With _Continue (using error output)_ it leaves
through the second output. A failed video is such an error, unless you set _Options → When the Video Fails_ to _Return the Failed Video_.`,
};

/** All parts, in the order of the page. */
export const PARTS: readonly Part[] = [
	...[
		VIDEO,
		FILE,
		OTHER_FILES,
		COMPARISON,
		DOWNLOADED,
		JOINED,
		DELETED,
		CHARACTER,
		MISSING_FILE,
		EVENT,
		TOOL,
		ERROR,
	],
];

/** A part of an item; one that is not there always is followed by the reason. */
export type Piece = Part | [part: Part, when: string];

const withFile = (setting: string): Piece => [FILE, setting];
const RETURNED = withFile('with _Return: Finished Video With Its File_');
const BESIDE: Piece = [OTHER_FILES, 'with _Also Download_'];

/** What the items of an operation have, by resource and operation. */
export const OPERATIONS: Record<string, readonly Piece[]> = {
	'video create': [VIDEO, RETURNED, BESIDE, [COMPARISON, 'with the file']],
	'video delete': [DELETED],
	'video download': [DOWNLOADED, FILE, BESIDE],
	'video edit': [VIDEO, RETURNED, BESIDE],
	'video extend': [VIDEO, RETURNED, BESIDE],
	'video retrieve': [VIDEO],
	'video list': [VIDEO],
	'video join': [JOINED, FILE],
	'video remix': [VIDEO, RETURNED, BESIDE],
	'video suspendUntilCompleted': [VIDEO],
	'video waitForCompletion': [VIDEO, withFile('with _Download File_'), BESIDE],
	'character create': [CHARACTER],
	'character retrieve': [CHARACTER],
};

/** What the items of a trigger have, by the node's name. */
export const TRIGGERS: Record<string, readonly Piece[]> = {
	videoGenerationTrigger: [
		VIDEO,
		withFile('with _Download File_'),
		[MISSING_FILE, 'instead of it'],
	],
	videoGenerationWebhookTrigger: [VIDEO, EVENT],
};

/** The part of a piece. */
export function partOf(piece: Piece): Part {
	return 'source' in piece ? piece : piece[0];
}
