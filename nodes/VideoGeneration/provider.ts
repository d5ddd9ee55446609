import { InputError } from '../../client/errors';
import { providerOf } from '../../client/providers';
import type { Providers, Writing } from '../../protocol/dialects/dialect';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import { dependsOnProvider } from '../../protocol/dialects/providers';
import type { Run } from './run';
import { askOnce } from './runState';

/** How a create is written, and for the models of which provider, where a gateway's providers differ and that is known. */
export interface KnownWriting extends Writing {
	provider?: string;
}

// Asked once per server, model and node run.
async function asked({ videos, state }: Run, model: string): Promise<string | undefined> {
	const { server } = videos;
	const key = `${server.baseUrl} ${model}`;
	return await askOnce(state.providers, key, async () => await providerOf(server, model));
}

/** What the user chose. @throws InputError when the gateway has no such provider, as an expression may say */
function chosenIn({ options }: Run, table: Providers['table']): string | undefined {
	const chosen = options.text('provider');
	if (chosen === '' || chosen === 'auto') return undefined;
	if (Object.hasOwn(table, chosen)) return chosen;
	const names = ['auto', ...Object.keys(table)].join(', ');
	throw new InputError(`Provider of the Model must be one of ${names}, not "${chosen}"`);
}

/**
 * How the server takes this create. Behind a gateway that depends on the provider of the model: the one that the user chose, else the one
 * that the gateway names.
 * @throws InputError
 */
export async function writingOf(run: Run, inputs: CreateInputs): Promise<KnownWriting> {
	const { dialect } = run.videos.server;
	if (dialect.providers === undefined) return dialect;
	const { table } = dialect.providers;
	const chosen = chosenIn(run, table);
	if (!dependsOnProvider(dialect, inputs)) return dialect;
	const name = chosen ?? (await asked(run, inputs.model ?? ''));
	const provider = name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
	if (provider === undefined) return dialect;
	return { ...dialect, ...provider, provider: provider.displayName };
}
