import type { KeyStyle } from '../auth';
import type { BodyFields } from '../body';
import type { BodyForm, CreateInputs, Written } from './inputs';

/** What a server may have beside creating a video. */
export type Feature =
	'retrieve' | 'list' | 'delete' | 'content' | 'remix' | 'edit' | 'extend' | 'characters';

/** Writes one of a create's inputs into a body. A text in its place says in which way the server does not take it. */
export type Writer<T> = (value: T, form: BodyForm) => Written | string;

/** How a server takes each input. What is not in the table, it does not take. */
export type FieldTable = { [Name in keyof CreateInputs]?: Writer<NonNullable<CreateInputs[Name]>> };

/** What somebody who uses a server needs to fill in, and to know. */
export interface SetUp {
	/** Ready to copy, with capitals where the user's own words go. */
	baseUrl: string;
	key: string;
	model: string;
	special: string;
}

/** How one server speaks the Videos API: a table, without any logic of its own. */
export interface Dialect {
	/** The credential's value for it. */
	name: string;
	displayName: string;
	/** The base URL's host by which *Automatic* knows it. */
	host?: RegExp;
	/** Where its host has the API beside the path of setUp's base URL. */
	otherPaths?: RegExp;
	/** How its keys begin, where that is public and theirs alone. */
	keyPrefix?: string;
	/** Whether it has a list of models for sure: then the credential's test takes no other answer. */
	listsModels?: boolean;
	/** How it wants its key, for Authentication: Automatic; default bearer. */
	auth?: KeyStyle;
	/** The forms of body that it takes, the one to try first at the beginning. */
	forms: readonly BodyForm[];
	/** How objects go into multipart: as fields with brackets, like the `openai` SDK does it, or as JSON text. */
	nested: 'brackets' | 'json';
	fields: FieldTable;
	/** What every create must say to it, unless the user says otherwise in Extra Body Fields. */
	always?: BodyFields;
	/** What it has beside creating a video. */
	offers: readonly Feature[];
	/** Where its models are listed, below the base URL. */
	modelsPath: string;
	/** Whether a create is answered only when the video is finished. */
	answersWhenDone?: boolean;
	/** Whether `/content` takes an `index`, where a job has made several videos. */
	contentTakesIndex?: boolean;
	/** Whether it scales a reference image to the size of the video, stretching one of another shape. */
	scalesImages?: boolean;
	/** What the editor offers where the server itself tells nothing. */
	models?: readonly string[];
	sizes: readonly string[];
	seconds: readonly string[];
	setUp: SetUp;
}
