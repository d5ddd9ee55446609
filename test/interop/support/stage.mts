import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binaryItem } from '../../engine/support/binary.mts';
import {
	fileOf,
	runEngine,
	startEngine,
	stopEngine,
	type RunInput,
	type RunOutput,
} from '../../engine/support/engine.mts';
import { mp4Info } from '../../support/mp4-info.mts';

/** A server for the node: one of the peers. */
export interface PeerServer {
	/** Its name and version, for the suite's output. */
	name: string;
	baseUrl: string;
	key: string;
	/** Fields of the credential beside base URL and key. */
	credential?: IDataObject;
	stop(): Promise<void>;
}

/** A running peer, and a shortcut to run the node against it. */
export interface PeerStage<T extends PeerServer> {
	server: T;
	run(
		parameters: IDataObject,
		items?: INodeExecutionData[],
		input?: Partial<RunInput>,
	): Promise<RunOutput>;
	/** Runs what must succeed with one item, and gives that item. */
	item(parameters: IDataObject, items?: INodeExecutionData[]): Promise<INodeExecutionData>;
}

/** Starts engine and peer before a file's tests, and ends both after them. */
export function usePeer<T extends PeerServer>(start: () => Promise<T>): PeerStage<T> {
	const stage = {} as PeerStage<T>;
	beforeAll(async () => {
		await startEngine();
		stage.server = await start();
		process.stderr.write(`${stage.server.name} at ${stage.server.baseUrl}\n`);
		stage.run = async (parameters, items, input = {}) =>
			await runEngine(stage.server, {
				credential: stage.server.credential,
				...input,
				parameters,
				...(items && { items }),
			});
		stage.item = async (parameters, items) => {
			const output = await stage.run(parameters, items);
			expect(output.error).toBeUndefined();
			expect(output.items).toHaveLength(1);
			return output.items[0];
		};
	}, 240_000);
	afterAll(async () => {
		await stage.server?.stop();
		stopEngine();
	});
	return stage;
}

/** Holds an item's file to be a playable H.264 mp4, and gives its bytes. */
export async function expectMp4(item: INodeExecutionData): Promise<Buffer> {
	const bytes = await fileOf(item);
	expect(item.binary?.data).toMatchObject({ mimeType: 'video/mp4', fileExtension: 'mp4' });
	expect((await mp4Info(bytes)).codec).toMatch(/^avc1/);
	return bytes;
}

/** An item that carries an mp4. */
export async function clipItem(bytes: Buffer): Promise<INodeExecutionData> {
	return await binaryItem('data', bytes, 'clip.mp4', 'video/mp4');
}
