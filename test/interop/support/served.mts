import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byId } from '../../engine/support/stage.mts';
import { until } from '../../support/until.mts';
import type { InferenceServer, Received } from './inference.mts';
import { usePeer, type PeerStage } from './stage.mts';

/** A running inference server, and what tests of every such server do. */
export interface Served extends PeerStage<InferenceServer> {
	/** A create that ends at once, with the job. */
	jobOf(more?: IDataObject, items?: INodeExecutionData[]): Promise<IDataObject>;
	/** A video that has ended, well or badly, as the server itself says. */
	endedOf(more?: IDataObject): Promise<{ __rl: boolean; mode: string; value: string }>;
	/** What has become of a create inside the server. */
	receivedOf(more?: IDataObject, items?: INodeExecutionData[]): Promise<Received>;
	/** The same of a create with this prompt that was sent otherwise. */
	receivedAs(prompt: string): Promise<Received>;
	/** What the node says of an operation that must fail. */
	told(parameters: IDataObject, credential?: IDataObject): Promise<string>;
	/** What the server answers, without the node. */
	ask(
		method: string,
		path: string,
		body?: FormData,
	): Promise<{ status: number; json: IDataObject }>;
}

/** Starts engine and server before a file's tests, and ends both after them. `defaults`: what every create needs. */
export function useServed(
	start: () => Promise<InferenceServer>,
	defaults: IDataObject = {},
): Served {
	const stage = usePeer(start) as Served;
	let prompts = 0;

	stage.jobOf = async (more = {}, items) => {
		const create = {
			operation: 'create',
			prompt: 'a lake',
			returnWhat: 'job',
			...defaults,
			...more,
		};
		return (await stage.item(create, items)).json;
	};

	stage.endedOf = async (more) => {
		const id = String((await stage.jobOf(more)).id);
		await until('the end of the video', async () => {
			const { json } = await stage.ask('GET', `/videos/${id}`);
			return /completed|failed/.test(String(json.status));
		});
		return byId(id);
	};

	stage.receivedOf = async (more = {}, items) => {
		const prompt = `lake ${++prompts}, takes 0 seconds`;
		await stage.jobOf({ prompt, ...more }, items);
		return await stage.receivedAs(prompt);
	};

	stage.receivedAs = async (prompt) =>
		await until('the create inside the server', () =>
			stage.server.received().find(({ request }) => request.prompt === prompt),
		);

	stage.told = async (parameters, credential) => {
		const { error } = await stage.run(parameters, undefined, {
			credential: { ...stage.server.credential, ...credential },
		});
		return `${error?.message} ${error?.description}`;
	};

	stage.ask = async (method, path, body) => {
		const answer = await fetch(stage.server.baseUrl + path, {
			method,
			body,
			headers: { authorization: `Bearer ${stage.server.key}` },
		});
		return { status: answer.status, json: (await answer.json()) as IDataObject };
	};
	return stage;
}

/** A form with these fields. */
export function formOf(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}
