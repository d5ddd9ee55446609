import type { Writing } from '../../protocol/dialects/dialect';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import { dependsOnProvider } from '../../protocol/dialects/providers';
import { collection } from '../shared/parameters';
import type { Run } from './run';

/** How a create is written, and for the models of which provider, where a gateway's providers differ and that is known. */
export interface KnownWriting extends Writing {
	provider?: string;
}

// Asked once per model and node run.
async function asked({ videos, state }: Run, model: string): Promise<string | undefined> {
	const known = state.providers.get(model);
	if (known !== undefined) return await known;
	const asking = videos.providerOf(model);
	state.providers.set(model, asking);
	return await asking;
}

/** How the server takes this create. Behind a gateway that depends on whose the model is: as the user says, else as the gateway says. */
export async function writingOf(run: Run, inputs: CreateInputs): Promise<KnownWriting> {
	const { dialect } = run.videos.server;
	const chosen = collection(run.context, 'options').text('provider');
	if (!dependsOnProvider(dialect, inputs)) return dialect;
	const name = chosen === '' || chosen === 'auto' ? await asked(run, inputs.model ?? '') : chosen;
	const { table = {} } = dialect.providers ?? {};
	const provider = name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
	if (provider === undefined) return dialect;
	return { ...dialect, ...provider, provider: provider.displayName };
}
