import type { KeyStyle } from '../auth';
import type { BodyFields } from '../body';
import type { BodyForm, CreateInputs, Written } from './inputs';
import type { Paths } from './paths';

/** What a server may have beside creating a video. */
export type Feature =
	'retrieve' | 'list' | 'delete' | 'content' | 'remix' | 'edit' | 'extend' | 'characters';

/** Writes one of a create's inputs into a body. A text in its place says in which way the server does not take it. */
export type Writer<T> = (value: T, form: BodyForm) => Written | string;

/** How a server takes each input. What is not in the table, it does not take. */
export type FieldTable = { [Name in keyof CreateInputs]?: Writer<NonNullable<CreateInputs[Name]>> };

/** How a request is written. */
export interface Writing {
	/** The forms of body to try, the first one first. */
	forms: readonly BodyForm[];
	/** How objects go into multipart: as fields with brackets, like the `openai` SDK does it, or as JSON text. */
	nested: 'brackets' | 'json';
	fields: FieldTable;
	/** What every such request must say, unless the user says otherwise in Extra Body Fields. */
	always?: BodyFields;
}

/** How a create that starts from another video is written; what is left out is as for a create. */
export type Derivation = Pick<Writing, 'fields'> & Partial<Writing>;

/** What somebody who uses a server needs to fill in, and to know. */
export interface SetUp {
	/** Ready to copy, with capitals where the user's own words go. */
	baseUrl: string;
	key: string;
	model: string;
	special: string;
}

/** How one server speaks the Videos API: a table, without any logic of its own. */
export interface Dialect extends Writing {
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
	/** Where it tells about the key, if its list of models is open to everybody: what the credential's test asks for at its own host. */
	keyPath?: string;
	/** What it has beside creating a video. */
	offers: readonly Feature[];
	/** Where its paths differ from the reference's. */
	paths?: Partial<Paths>;
	/** How it wants its key; as a bearer token where nothing is said. */
	auth?: KeyStyle;
	/** How an edit and an extension are written, where that differs from the reference. */
	edit?: Derivation;
	extend?: Derivation;
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
	/** Why nobody could test it against anything of the vendor's. */
	unverified?: string;
}
