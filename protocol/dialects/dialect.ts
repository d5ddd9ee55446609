import type { KeyStyle } from '../auth';
import type { BodyFields } from '../body';
import type { Phrase } from '../reading/phrases';
import type { BodyForm, CreateInputs, Written } from './inputs';
import type { Paths } from './paths';

/** What a server may have beside creating a video. */
export type Feature =
	| 'retrieve'
	| 'list'
	| 'delete'
	| 'content'
	| 'remix'
	| 'edit'
	| 'extend'
	| 'characters'
	/** A create whose answer is the file. */
	| 'createSync';

/**
 * Writes one of a create's inputs into a body. A text in its place says in which way the server does not take it.
 * @param inputs all of them
 */
export type Writer<T> = (value: T, form: BodyForm, inputs?: CreateInputs) => Written | string;

/** How a server takes each input. What is not in the table, it does not take. */
export type FieldTable = { [Name in keyof CreateInputs]?: Writer<NonNullable<CreateInputs[Name]>> };

/** How a request is written. */
export interface Writing {
	/** The forms of body to try, the first one first. */
	forms: readonly BodyForm[];
	/** How objects go into multipart: as fields with brackets, like the `openai` SDK does it, or as JSON text. */
	nested: 'brackets' | 'json';
	fields: FieldTable;
	/** Whether it refuses a request that names no model. */
	needsModel?: boolean;
	/** Inputs that it does not take together. */
	apart?: ReadonlyArray<readonly [keyof CreateInputs, keyof CreateInputs]>;
	/** What every such request must say, unless the user says otherwise in Extra Body Fields. */
	always?: BodyFields;
}

/** How a create that starts from another video is written; what is left out is as for a create. */
export interface Derivation extends Partial<Writing> {
	fields: FieldTable;
	/** How one of the server's own videos is named; by its id where nothing is said. `url`: by the address of its file. */
	videoBy?: 'id' | 'url';
}

/** One of the services behind a gateway, and how the gateway takes a create for its models. */
export interface Provider extends Partial<Writing> {
	displayName: string;
	fields: FieldTable;
}

/** The services behind a gateway that takes a create in another way for each. */
export interface Providers {
	/** By the gateway's own name for each. A model whose provider is not known is written as the dialect says. */
	table: Readonly<Record<string, Provider>>;
	/** With what words a create is refused that was written for another provider. */
	mistaken: readonly Phrase[];
}

/** What somebody who uses a server needs to fill in, and to know. */
export interface SetUp {
	/** Which servers it is for, where its name does not tell. */
	isFor?: string;
	/** Ready to copy, with capitals where the user's own words go. */
	baseUrl: string;
	/** What goes into API Key. */
	key: string;
	/** What else to know when filling in the credential. */
	note?: string;
	/** What goes into Model in the node. */
	model: string;
	/** What else to know when filling in the node. */
	inNode?: string;
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
	/** Whether a finished job in its list is the same object as its own answer: then many waits need no request each at the end. */
	listsWholeJobs?: boolean;
	/** Where it tells about the key, if its list of models is open to everybody: what the credential's test asks for at its own host. */
	keyPath?: string;
	/** What it has beside creating a video. */
	offers: readonly Feature[];
	/** Where its paths differ from the reference's. */
	paths?: Partial<Paths>;
	/** Where it tells the prices of its models and, with `values`, also the lengths, sizes and other values that each takes. */
	modelInfo?: { path: string; tells: 'prices' | 'values' };
	/** How it wants its key; as a bearer token where nothing is said. */
	auth?: KeyStyle;
	/** Headers that go along with every request, unless the user gives them another value. */
	headers?: Readonly<Record<string, string>>;
	/** How an edit and an extension are written, where that differs from the reference. */
	edit?: Derivation;
	extend?: Derivation;
	/** A gateway's providers, where they differ; `modelInfo` says whose a model is. */
	providers?: Providers;
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
