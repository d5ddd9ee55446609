import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../../host/paths.mts';
import type { Execution } from '../../../host/execution.mts';
import { picture } from '../../support/picture.mts';
import { exampleFor, nodeOf, served } from '../support/example.mts';
import { answerPage, filesOf, nextPage, submit } from '../support/form.mts';
import { fileIn, sha256 } from '../support/receiver.mts';
import { useUploads } from '../support/uploads.mts';
import { until } from '../../support/until.mts';

jest.setTimeout(400_000);

/** An Excel file, written by the library that n8n itself reads it with. */
function excel(rows: Array<Record<string, unknown>>): Buffer {
	const load = createRequire(
		path.join(root, 'host', 'node_modules', 'n8n-nodes-base', 'dist', 'a'),
	);
	const { utils, write } = load('@e965/xlsx') as {
		utils: { json_to_sheet(rows: object[]): object; book_new(sheet: object, name: string): object };
		write(book: object, options: object): Buffer;
	};
	return write(utils.book_new(utils.json_to_sheet(rows), 'Videos'), {
		type: 'buffer',
		bookType: 'xlsx',
	});
}

describe('examples that begin with a form', () => {
	const stage = useUploads();

	/** Publishes an example. @returns the workflow, its id and the address of its form */
	async function publish(file: string, form: string) {
		const workflow = await exampleFor(stage.credential, file, stage.receiver.url);
		const id = await stage.session.createWorkflow(workflow);
		await stage.session.publish(id);
		const url = `${stage.server.url}/form/${String(nodeOf(workflow, form).webhookId)}`;
		return { workflow, id, url };
	}

	/** The newest execution at its end, as soon as there are so many: n8n answers a form before it has one. */
	async function ended(workflowId: string, count = 1): Promise<Execution> {
		const id = await until(`${count} executions of ${workflowId}`, async () => {
			const ids = await stage.session.executionsOf(workflowId);
			return ids.length >= count && ids[0];
		});
		return await stage.session.finished(id);
	}

	describe('image-to-video.json', () => {
		let id: string;
		let url: string;
		beforeAll(async () => {
			({ id, url } = await publish('image-to-video.json', 'Upload a picture'));
		});

		/** @returns where the form's next page is */
		async function submitPicture(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
			const file = new File([bytes], 'cup.png', { type: 'image/png' });
			return String(await submit(url, { 0: file, 1: 'Steam rises', 2: '1280x720' }));
		}

		it('gives the browser a video that was made of the picture', async () => {
			const bytes = new Uint8Array(await picture(1280, 720));
			const page = await submitPicture(bytes);
			const [file, ...others] = filesOf(await nextPage(page));
			await answerPage(page);
			expect(others).toEqual([]);

			const [job] = await stage.sandbox.jobs();
			expect(job).toMatchObject({ prompt: 'Steam rises', size: '1280x720' });
			expect(file).toMatchObject({ name: `${job.id}.mp4`, type: 'video/mp4' });
			expect(sha256(file.bytes)).toBe(sha256(await served(stage.sandbox, job.id)));
			expect(job.reference).toBe(sha256(bytes));
			expect((await ended(id)).status).toBe('success');
		});

		it('tells the browser in words what is wrong with the picture', async () => {
			const bytes = new Uint8Array(await picture(320, 240));
			const page = await submitPicture(bytes);
			const html = await nextPage(page);
			await answerPage(page);
			expect(html).toContain('There is no video');
			expect(html).toContain('is 320x240, but the video is set to 1280x720');
			expect(await stage.sandbox.jobs()).toEqual([]);
		});
	});

	describe('batch-from-spreadsheet.json', () => {
		let workflowId: string;
		let form: string;
		beforeAll(async () => {
			const { id, url } = await publish('batch-from-spreadsheet.json', 'Upload a spreadsheet');
			[workflowId, form] = [id, url];
		});

		/** Runs it with a file. @returns what was uploaded, by name */
		async function runWith(name: string, content: Buffer | string) {
			const before = await stage.session.executionsOf(workflowId);
			await submit(form, { 0: new File([new Uint8Array(Buffer.from(content))], name) });
			expect((await ended(workflowId, before.length + 1)).status).toBe('success');
			const files = await Promise.all(
				stage.receiver.uploads.map((upload) => fileIn(upload, 'file')),
			);
			const entries = files.map(async (file) => {
				const bytes = Buffer.from(await file.arrayBuffer());
				return [file.name, { type: file.type, bytes }] as const;
			});
			return Object.fromEntries(await Promise.all(entries));
		}

		it('uploads a video of every good row of a CSV file, and a list of the bad ones', async () => {
			const uploads = await runWith(
				'videos.csv',
				[
					'prompt,seconds,size,name',
					'"A café in Kraków, at night",4,1280x720,café.mp4',
					'A fall [sandbox:fail],,,',
					'"A ""long"" one",5,,',
					'A lake,,,lake',
				].join('\n'),
			);
			const jobs = await stage.sandbox.jobs();
			const made = (prompt: string) => jobs.find((job) => job.prompt === prompt)!;
			const cafe = made('A café in Kraków, at night');
			expect(cafe).toMatchObject({ seconds: '4', size: '1280x720' });
			const { 'failed.csv': list, ...videos } = uploads;
			expect(Object.keys(videos).sort()).toEqual(['café.mp4', 'lake.mp4']);
			for (const [name, { id }] of [
				['café.mp4', cafe],
				['lake.mp4', made('A lake')],
			] as const) {
				expect(videos[name].type).toBe('video/mp4');
				expect(sha256(videos[name].bytes)).toBe(sha256(await served(stage.sandbox, id)));
			}

			const [head, failed, refused, ...more] = String(list.bytes).trim().split('\n');
			expect(head).toMatch(/prompt,error,video_id$/);
			expect(failed).toContain('A fall [sandbox:fail],');
			expect(failed.endsWith(`,${made('A fall [sandbox:fail]').id}`)).toBe(true);
			expect(refused).toContain('"A ""long"" one",');
			expect(refused).toContain("Invalid value: '5'");
			expect(refused.endsWith(',')).toBe(true);
			expect(more).toEqual([]);
		});

		it('takes the file of prompts that comes with the examples', async () => {
			const file = readFileSync(path.join(root, 'examples', 'prompts.csv'));
			const uploads = await runWith('prompts.csv', file);
			const names = ['boat.mp4', 'cafe.mp4', 'lake.mp4', 'lighthouse.mp4'];
			expect(Object.keys(uploads).sort()).toEqual(names);
		});

		it('takes an Excel file, and writes no list where nothing failed', async () => {
			const rows = [{ prompt: 'A café', seconds: 4, size: '1280x720' }, { prompt: 'A lake' }];
			const uploads = await runWith('Videos.XLSX', excel(rows));
			const jobs = await stage.sandbox.jobs();
			expect(jobs.map(({ prompt }) => prompt).sort()).toEqual(['A café', 'A lake']);
			expect(Object.keys(uploads).sort()).toEqual(jobs.map(({ id }) => `${id}.mp4`).sort());
		});
	});

	describe('remix-until-approved.json', () => {
		it('shows the video, changes it as often as somebody wants, and uploads the last one', async () => {
			const { id, url } = await publish('remix-until-approved.json', 'Your idea');
			const page = String(await submit(url, { 0: 'A cat plays a piano' }));

			/** What the page says of the video: its id, and what a browser gets to show. */
			const shown = async () => {
				const html = await nextPage(page);
				const [, videoId] = /name="field-3"[^>]*value="([^"]*)"/.exec(html) ?? [];
				const [, source] = /<source src="([^"]*)"/.exec(html) ?? [];
				expect(source).toContain(`?id=${videoId}`);
				const answer = await fetch(source.replaceAll('&amp;', '&'));
				expect(answer.headers.get('content-type')).toBe('video/mp4');
				const bytes = Buffer.from(await answer.arrayBuffer());
				expect(sha256(bytes)).toBe(sha256(await served(stage.sandbox, videoId)));
				return videoId;
			};
			const reply = async (video: string, what: string, change = '') =>
				await answerPage(page, { 1: what, 2: change, 3: video });

			const first = await shown();
			await reply(first, 'Change it', 'At night');
			const second = await shown();
			await reply(second, 'Change it');
			const third = await shown();
			expect(stage.receiver.uploads).toEqual([]);
			await reply(third, 'Publish it');
			expect(await nextPage(page)).toContain('The video has been uploaded.');
			await answerPage(page);
			await until('the end of the form', async () =>
				(await stage.session.summariesOf(id)).every(({ status }) => status === 'success'),
			);

			const jobs = await stage.sandbox.jobs();
			expect(jobs.map((job) => [job.id, job.prompt, job.remixedFrom])).toEqual([
				[first, 'A cat plays a piano', null],
				[second, 'At night', first],
				[third, 'Another take of the same scene', second],
			]);
			const [upload, ...others] = stage.receiver.uploads;
			expect(others).toEqual([]);
			expect(upload.headers['content-type']).toBe('video/mp4');
			expect(sha256(upload.body)).toBe(sha256(await served(stage.sandbox, third)));
		});
	});
});
