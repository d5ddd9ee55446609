import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until.mts';
import { storedField, storedNodes } from './stored.mts';

/** What the error panel of a node says. */
export interface ShownError {
	message: string;
	description: string;
}

/** The value of a field with a list. */
interface Located {
	mode?: string;
	value?: unknown;
	cachedResultName?: string;
}

/** n8n's test ID of the list that the server fills, an entry each. */
const LIST = 'rlc-item';
/** … of the entries in the node panel. */
const ENTRY = 'item-iterator-item';
/** How long the editor may take to store what was typed. */
const STORED_MS = 20_000;

/**
 * What somebody does in n8n's editor. Whatever changes a field returns when the editor has stored the change: it does so up
 * to 0.2 s after it shows it, and a run that is started sooner has the old value.
 */
export class Editor {
	/** the workflow that was opened last */
	private workflowId = 'new';

	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	/** What is shown under one of n8n's own test IDs. */
	part(id: string): Locator {
		return this.page.getByTestId(id).filter({ visible: true });
	}

	/** Opens a workflow. Without an ID: a new one. */
	async open(workflowId = 'new'): Promise<void> {
		this.workflowId = workflowId;
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		const first = workflowId === 'new' ? this.part('canvas-plus-button') : this.node('');
		// A page that is loaded anew takes long on a busy machine.
		await first.first().waitFor({ timeout: 60_000 });
	}

	/** Goes back to the canvas, whatever a test that failed halfway has left open or running. */
	async backToCanvas(): Promise<void> {
		const stop = this.part('ndv-stop-execution-button').or(this.part('stop-execution-button'));
		const covers = this.part('ndv')
			.or(this.part(LIST))
			.or(this.page.getByRole('dialog').or(this.page.getByRole('option')).filter({ visible: true }))
			.or(stop);
		if ((await covers.count()) === 0) return;
		// A click may not get through to it: a dialog can lie above.
		if ((await stop.count()) > 0) {
			await stop.first().dispatchEvent('click');
			await stop.first().waitFor({ state: 'hidden' });
		}
		// What is open differs from failure to failure. Loading the page closes all of it.
		await this.open(this.workflowId);
	}

	/** The nodes that the editor marks as unfinished, once it shows all the marks that it has to show. */
	async markedNodes(): Promise<string[]> {
		const nodes = this.part('canvas-node').filter({ has: this.part('node-issues') });
		return await until('a mark on every unfinished node, and on no other', async () => {
			const { all, unfinished } = await storedNodes(this.page);
			const marked = await nodes.evaluateAll((elements) =>
				elements.map((element) => String(element.getAttribute('data-node-name'))),
			);
			const same = [...marked].sort().join('\n') === [...unfinished].sort().join('\n');
			return all.length > 0 && same && marked;
		});
	}

	/** The entries of the node panel: name and description each. n8n draws a few a frame; this waits for the last. */
	async entries(): Promise<string[]> {
		const entries = this.part(ENTRY);
		await entries.first().waitFor();
		await this.page.evaluate(async (id) => {
			const count = () => document.querySelectorAll(`[data-test-id=${id}]`).length;
			const frame = async () => await new Promise(requestAnimationFrame);
			for (let before = -1; before !== count();) {
				before = count();
				await frame();
				await frame();
			}
		}, ENTRY);
		return await entries.allInnerTexts();
	}

	/** Types into the search of the node panel. @returns the entries that it finds */
	async searchNodes(words: string): Promise<string[]> {
		const search = this.part('node-creator-search-bar');
		if ((await search.count()) === 0) {
			await this.part('canvas-plus-button')
				.or(this.part('node-creator-plus-button'))
				.first()
				.click();
		}
		// The panel searches some time after the typing: the entries of before must be gone first.
		await search.fill('nothing has this name');
		await this.part('node-creator-no-results').waitFor();
		await this.part(ENTRY).first().waitFor({ state: 'hidden' });
		await search.fill(words);
		return await this.entries();
	}

	/** Chooses an entry of the node panel by its text. */
	async choose(entry: string): Promise<void> {
		await this.part(ENTRY).filter({ hasText: entry }).first().click();
	}

	/** A node on the canvas. @param name a part of it */
	node(name: string): Locator {
		return this.page.locator('.vue-flow__node').filter({ hasText: name });
	}

	/** Opens a node of the canvas. */
	async openNode(name: string): Promise<void> {
		await this.node(name).first().dblclick();
		await this.part('ndv').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.part('ndv-close-button').click();
		await this.part('ndv').waitFor({ state: 'hidden' });
	}

	/** A field of the open node or credential, by its name in the description. */
	field(name: string): Locator {
		return this.part(`parameter-input-${name}`);
	}

	/** Waits until the editor has stored in a field what somebody has put there. */
	private async stored(
		name: string,
		wanted: string,
		isWanted: (value: unknown) => boolean,
	): Promise<void> {
		let value: unknown;
		const look = async () => isWanted((value = await storedField(this.page, name)));
		try {
			await until(`"${wanted}" in the field ${name}`, look, STORED_MS);
		} catch (error) {
			throw new Error(`${(error as Error).message}: the editor has ${JSON.stringify(value)}`);
		}
	}

	/** Waits until a dropdown shows a choice: it shows what is stored, not what was clicked. */
	private async shown(dropdown: Locator, choice: string): Promise<void> {
		const input = dropdown.locator('input').first();
		await until(`"${choice}" shown`, async () => (await input.inputValue()) === choice, STORED_MS);
	}

	/** Types into a field. */
	async type(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
		await this.stored(name, text, (value) => String(value) === text);
	}

	/** An entry of the dropdown that is open: its name, whatever its description. */
	private option(name: string): Locator {
		const exactly = this.page.getByText(name, { exact: true });
		return this.page.getByRole('option').filter({ visible: true, has: exactly });
	}

	/** Chooses from a dropdown. @param choice its name */
	async select(name: string, choice: string): Promise<void> {
		await this.field(name).click();
		await this.option(choice).click();
		await this.shown(this.field(name), choice);
	}

	/** Adds an entry to a field that is a list of such. @param kind of the entry */
	async addEntry(name: string, kind: string): Promise<void> {
		await this.part(`fixed-collection-${name}`).locator('input[readonly]').last().click();
		await this.option(kind).click();
		await this.stored(name, kind, (value) => Object.keys(value ?? {}).length > 0);
	}

	/** Opens a list that the server fills. @returns its entries */
	async openList(name: string): Promise<string[]> {
		await this.field(name).getByTestId('rlc-input').click();
		await this.part(LIST).first().waitFor();
		return await this.part(LIST).allInnerTexts();
	}

	/** Chooses from a list that is open. @param name of its field */
	async chooseFromList(name: string, entry: string): Promise<void> {
		const item = this.part(LIST).filter({ hasText: entry }).first();
		const chosen = (await item.innerText()).trim();
		await item.click();
		await this.part(LIST).first().waitFor({ state: 'hidden' });
		await this.stored(name, chosen, (value) => {
			const { mode, cachedResultName } = (value ?? {}) as Located;
			return mode === 'list' && cachedResultName === chosen;
		});
	}

	/** Types into a field with a list, in its mode for that. @param mode such as `By ID` */
	async typeValue(name: string, mode: string, text: string): Promise<void> {
		const modes = this.field(name).getByTestId('rlc-mode-selector');
		await modes.click();
		await this.option(mode).click();
		await this.shown(modes, mode);
		await this.field(name).locator('input:not([readonly]), textarea').last().fill(text);
		await this.stored(name, text, (value) => {
			const located = (value ?? {}) as Located;
			return located.mode !== 'list' && located.value === text;
		});
	}

	/** Runs the open node. Returns when n8n has begun: what the run before has left is then gone from the panel. */
	async execute(): Promise<void> {
		const begun = this.page.waitForResponse(
			(response) => /\/rest\/workflows\/[^/]+\/run/.test(response.url()) && response.ok(),
		);
		await Promise.all([begun, this.part('node-execute-button').click()]);
	}

	/** Waits until the open node has failed. @returns what the user reads */
	async error(): Promise<ShownError> {
		const panel = this.part('output-panel');
		const message = panel.getByTestId('node-error-message');
		await message.waitFor();
		const description = panel.getByTestId('node-error-description');
		const more = (await description.count()) > 0 ? await description.innerText() : '';
		return { message: await message.innerText(), description: more };
	}

	/** Waits until the open node has run well. */
	async success(): Promise<void> {
		await this.part('node-run-status-success').waitFor({ timeout: 60_000 });
	}

	/** Shows the output of the open node in another form: `schema`, `table`, `json`, `binary`. */
	async showOutput(form: string): Promise<void> {
		await this.part('output-panel').getByTestId(`radio-button-${form}`).click();
	}
}
