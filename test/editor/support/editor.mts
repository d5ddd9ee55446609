import type { Locator, Page } from 'playwright-core';

/** What the error panel of a node says. */
export interface ShownError {
	message: string;
	description: string;
}

/** What somebody does in n8n's editor. */
export class Editor {
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
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		const first = workflowId === 'new' ? this.part('canvas-plus-button') : this.node('');
		await first.first().waitFor();
	}

	/** Types into the search of the node panel. @returns the entries: name and description each */
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
		const entries = this.part('item-iterator-item');
		await entries.first().waitFor({ state: 'hidden' });
		await search.fill(words);
		await entries.first().waitFor();
		return await entries.allInnerTexts();
	}

	/** Chooses an entry of the node panel by its text. */
	async choose(entry: string): Promise<void> {
		await this.part('item-iterator-item').filter({ hasText: entry }).first().click();
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

	/** Types into a field. */
	async type(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
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
	}

	/** Opens a list that the server fills. @returns its entries */
	async openList(name: string): Promise<string[]> {
		await this.field(name).getByTestId('rlc-input').click();
		await this.part('rlc-item').first().waitFor();
		return await this.part('rlc-item').allInnerTexts();
	}

	/** Chooses from the list that is open. */
	async chooseFromList(entry: string): Promise<void> {
		await this.part('rlc-item').filter({ hasText: entry }).first().click();
		await this.part('rlc-item').first().waitFor({ state: 'hidden' });
	}

	/** Types into a field with a list, in its mode for that. @param mode such as `By ID` */
	async typeValue(name: string, mode: string, text: string): Promise<void> {
		await this.field(name).getByTestId('rlc-mode-selector').click();
		await this.option(mode).click();
		await this.field(name).locator('input:not([readonly]), textarea').last().fill(text);
	}

	/** Runs the open node. */
	async execute(): Promise<void> {
		await this.part('node-execute-button').click();
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
