import { setTimeout as sleep } from 'node:timers/promises';
import { CLOSE } from '../../../host/session.mts';

/** What somebody fills in: the form's fields from top to bottom, without those that only show something. */
export type Answers = Record<number, string | File>;

async function post(url: string, answers: Answers): Promise<Response> {
	const form = new FormData();
	for (const [index, value] of Object.entries(answers)) form.append(`field-${index}`, value);
	return await fetch(url, { method: 'POST', headers: CLOSE, body: form });
}

/** Fills in a published form, waiting for n8n to listen. @returns where its next page will be, if it has one */
export async function submit(
	url: string,
	answers: Answers,
	waitMs = 60_000,
): Promise<string | undefined> {
	for (const deadline = Date.now() + waitMs; ; await sleep(200)) {
		const answer = await post(url, answers);
		const text = await answer.text();
		if (answer.ok) return (JSON.parse(text) as { formWaitingUrl?: string }).formWaitingUrl;
		if (answer.status !== 404 || Date.now() > deadline) {
			throw new Error(`n8n answered ${answer.status} to the form: ${text.slice(0, 500)}`);
		}
	}
}

/** The form's next page, as soon as the workflow has come to it. @returns its HTML */
export async function nextPage(url: string, waitMs = 30_000): Promise<string> {
	const status = new URL(url);
	status.pathname += '/n8n-execution-status';
	for (const deadline = Date.now() + waitMs; Date.now() < deadline; await sleep(200)) {
		const told = (await (await fetch(status, { headers: CLOSE })).text()).trim();
		if (told === 'form-waiting') return await (await fetch(url, { headers: CLOSE })).text();
		if (told === 'error') throw new Error('The workflow ended with an error before the page came.');
	}
	throw new Error(`The page did not come within ${waitMs} ms.`);
}

/** Answers a page, as its button does; an ending, as it does by itself when it is shown. */
export async function answerPage(url: string, answers: Answers = {}): Promise<void> {
	const answer = await post(url, answers);
	if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${await answer.text()}`);
}

/** The files that a form's ending gives to the browser. */
export function filesOf(ending: string): Array<{ name: string; type: string; bytes: Buffer }> {
	const [, packed] = /JSON\.parse\(decodeURIComponent\("([^"]*)"\)\)/.exec(ending) ?? [];
	if (packed === undefined) throw new Error(`No file in the page:\n${ending.slice(0, 2000)}`);
	const files = JSON.parse(decodeURIComponent(packed)) as Array<{
		fileName: string;
		type: string;
		data: { data: number[] };
	}>;
	return files.map(({ fileName, type, data }) => ({
		name: fileName,
		type,
		bytes: Buffer.from(data.data),
	}));
}
