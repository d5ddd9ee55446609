import { apiOf } from '../../support/api.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../support/sandbox.mts';
import { runEngine, startEngine, stopEngine, type RunInput, type RunOutput } from './engine.mts';

/** A sandbox of its own for one test file, and a shortcut to run the node against it. */
export interface Stage {
	sandbox: Sandbox;
	api: ReturnType<typeof apiOf>;
	run(input: RunInput): Promise<RunOutput>;
}

/** Starts engine and sandbox before a file's tests, resets the sandbox before each, and ends both. */
export function useStage(options: SandboxOptions = {}): Stage {
	const stage = {} as Stage;
	beforeAll(async () => {
		await startEngine();
		stage.sandbox = await startSandbox({ renderSeconds: 0.3, ...options });
		stage.api = apiOf(stage.sandbox);
		stage.run = async (input) => await runEngine(stage.sandbox, input);
	});
	afterAll(async () => {
		await stage.sandbox?.stop();
		stopEngine();
	});
	beforeEach(async () => await stage.sandbox.reset());
	return stage;
}

/** A video by its id, as the editor stores the choice. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}
