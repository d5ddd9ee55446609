import type { Cell } from './cell.mts';
import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from './outcome.mts';
import type { Route } from './routes.mts';

/** How a path treats what goes wrong: paths of one class follow the same rules. */
export type PathClass =
	| 'create'
	| 'character'
	| 'read'
	| 'delete'
	| 'file'
	| 'wait'
	| 'firstLook'
	| 'check'
	| 'activation'
	| 'poll'
	| 'event'
	| 'choices'
	| 'knownChoices';

/** How the node is to run it. */
export interface Settings {
	/** Whether On Error is *Continue*. */
	continues: boolean;
	/** In seconds. */
	requestTimeout: number;
	/** Fields of the credential over those that send the key as a bearer token. */
	credential?: IDataObject;
	/** More of the options. */
	options?: IDataObject;
	/** More of the parameters. */
	parameters?: IDataObject;
	/** How many items come in; one by default. */
	items?: number;
	/** Whether Retry On Fail is off, also where it matters. */
	triesOnce?: boolean;
}

/** What a path needs to know of the server. */
export interface PathServer {
	baseUrl: string;
	key: string;
	/** Whether it misbehaves. */
	setFault?(isOn: boolean): void;
}

/** One way on which the node asks a server for something. */
export interface Path {
	name: string;
	/** Its column in docs/reliability.md. */
	column: string;
	class: PathClass;
	/** The request that the fault applies to. */
	route: Route;
	/** Whether a video was created, and paid for, when the fault applies. */
	hasCreated?: boolean;
	run(server: PathServer, cell: Cell, settings: Settings): Promise<Outcome>;
}
