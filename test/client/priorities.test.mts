import { createLimiter, type Limiter, type Priority } from '../../client/limiter';
import { describeModels } from '../../client/models';
import { retrieveVideo, type Server } from '../../client/retrieve';
import { Videos } from '../../client/videos';
import { openrouter } from '../../protocol/dialects/servers/openrouter';
import { until } from '../support/until.mts';
import { createOf, QUICK, useClient } from './support/stage.mts';

// One place for requests, taken until everything waits for it: then the order in which they go out is the limiter's alone.
const stage = useClient();
const JOBS = 12;

interface Held {
	server: Server;
	/** Resolves when so many tasks wait for the place. */
	asked(count: number): Promise<unknown>;
	/** Gives the place back. */
	open(): void;
}

/** A server whose only place is taken. */
function heldServer(changes: Partial<Server> = {}): Held {
	const inner = createLimiter(1);
	const asked: Priority[] = [];
	const limit: Limiter = async (task, priority) => {
		asked.push(priority);
		return await inner(task, priority);
	};
	let open = () => {};
	void inner(async () => await new Promise<void>((resolve) => (open = resolve)), 'poll');
	return {
		server: { ...stage.server, ...changes, limit },
		asked: async (count) => await until(`${count} tasks`, () => asked.length === count),
		open: () => open(),
	};
}

const sent = async () =>
	(await stage.sandbox.requests()).map(({ method, path }) => `${method} ${path}`);

/** Jobs that render until they are finished by hand, each with a poll that waits for the place. */
async function waitForAll({ server, asked }: Held) {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const ids = await Promise.all(Array.from({ length: JOBS }, async () => await stage.api.create()));
	const videos = new Videos(server);
	const waits = ids.map(async (id) => await videos.poll(id, QUICK));
	await asked(JOBS);
	const end = async () => {
		for (const id of ids) await stage.sandbox.finish(id);
		await Promise.all(waits);
	};
	return { videos, end };
}

test('a create and a download overtake the polls that wait, and the create the download', async () => {
	const known = await stage.videos.retrieve(await stage.api.createEnded());
	const held = heldServer();
	const { videos, end } = await waitForAll(held);
	const already = (await sent()).length;
	const wish = { variant: 'video', nameOf: () => 'a.mp4' } as const;
	const downloaded = videos.downloadContent(known.video.id, wish, known);
	await held.asked(JOBS + 1);
	const created = videos.create(createOf());
	await held.asked(JOBS + 2);
	held.open();
	await Promise.all([created, downloaded]);
	await end();
	const order = (await sent()).slice(already).filter((line) => !line.includes('/sandbox'));
	expect(order.slice(0, 2)).toEqual([
		'POST /v1/videos',
		`GET /v1/videos/${known.video.id}/content`,
	]);
	expect(order.length).toBeGreaterThanOrEqual(2 + JOBS);
});

test.each([
	[
		'a job from which something goes on',
		async (server: Server, id: string) => await retrieveVideo(server, id),
		(id: string) => `GET /v1/videos/${id}`,
	],
	[
		"the models' facts, which a create waits for",
		async (server: Server) => await describeModels({ ...server, dialect: openrouter }),
		() => 'GET /v1/videos/models',
	],
] as const)('%s overtakes the polls that wait', async (_, ask, line) => {
	const id = await stage.api.createEnded();
	const held = heldServer();
	const { end } = await waitForAll(held);
	const already = (await sent()).length;
	const answered = ask(held.server, id);
	await held.asked(JOBS + 1);
	held.open();
	await answered;
	await end();
	expect((await sent())[already]).toBe(line(id));
});
