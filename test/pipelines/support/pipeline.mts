import type { Execution } from '../../../host/execution.mts';
import type { CredentialJson, WorkflowJson } from '../../../host/session.mts';
import { builtIn } from '../../n8n/support/workflow.mts';
import type { ModeName } from './modes.mts';

export type Node = WorkflowJson['nodes'][number];

/** A file as it arrived. A receiver that stores no type or name leaves it out. */
export interface ReceivedFile {
	sha256: string;
	type?: string;
	name?: string;
}

/** Where a pipeline runs. */
export interface Place {
	/** `~/.n8n-files` of n8n's process */
	files: string;
}

/** A pipeline whose receiver runs. */
export interface OpenPipeline {
	/** What n8n's node signs in with. */
	credential?: Omit<CredentialJson, 'id'>;
	/** The nodes after the video node, and connections other than one after the other. */
	nodes: Node[];
	connections?: Record<string, unknown>;
	/** The trigger in place of the manual one. */
	trigger?: Node;
	/** Calls the published workflow. @param n8n its address @returns what the caller received */
	call?(n8n: string): Promise<ReceivedFile[]>;
	/** The files that the receiver has, after the execution. */
	received(execution: Execution): Promise<ReceivedFile[]>;
	close(): Promise<void>;
}

/** One of n8n's nodes after the video node: a row of docs/pipelines.md. */
export interface Pipeline {
	node: string;
	/** The receiver, for the docs. */
	receiver: string;
	/** The settings that matter, for the docs. */
	settings: string;
	/** What n8n itself does that surprises, for the docs. */
	pitfall?: string;
	/** How many videos travel. Default 1. */
	videos?: number;
	/** How many files the receiver must have. Default: one for each video. */
	files?: number;
	/** The message with which n8n refuses. */
	fails?: RegExp;
	/** The storage modes in which it also carries 300 MB. */
	carriesLarge?: ModeName[];
	/** Whether n8n parks the execution meanwhile: it runs beside the others, in one storage mode. */
	waits?: boolean;
	open(place: Place): Promise<OpenPipeline>;
}

/** A node with its credential. @param credential its type; the suite fills in the id */
export function signedIn(node: Node, credential: string): Node {
	return { ...node, credentials: { [credential]: { id: 'receiver', name: 'Receiver' } } };
}

/** An HTTP Request that uploads the file as a form, to the end of a pipeline. */
export function upload(url: string): Node {
	return builtIn('Upload', 'httpRequest', 4.2, {
		method: 'POST',
		url,
		sendBody: true,
		contentType: 'multipart-form-data',
		bodyParameters: {
			parameters: [{ parameterType: 'formBinaryData', name: 'video', inputDataFieldName: 'data' }],
		},
	});
}
