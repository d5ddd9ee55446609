// node pageTimes.cjs: how long the compiled node takes to read a page of failed videos, in milliseconds of CPU time, as JSON: the least of
// several runs, by how the videos tell why they failed.
const path = require('node:path');

const reading = path.join(process.cwd(), 'dist', 'protocol', 'reading');
const { readPage } = require(path.join(reading, 'page.js'));
const { readVideo } = require(path.join(reading, 'video.js'));

const ENTRIES = 15_000;
const RUNS = 9;

const VIDEOS = {
	'an error': (n) => ({
		...{ id: `video_${n}`, object: 'video', status: 'failed', model: 'sora-2', prompt: 'a lake' },
		error: { code: 'x', message: 'The model ran out of memory' },
	}),
	'a vague error': (n) => ({ id: `video_${n}`, status: 'failed', error: 'failed' }),
	'a safety filter': (n) => ({
		...{ id: `video_${n}`, status: 'failed' },
		error: { code: 'moderation_blocked', message: 'It was blocked by our moderation system.' },
	}),
	'inside of a wrapper': (n) => ({
		code: 'success',
		data: { task_id: `${n}`, status: 'FAILURE', fail_reason: 'upstream: the job failed with 400' },
	}),
	'JSON as a text': (n) => ({
		...{ id: `video_${n}`, status: 'failed' },
		error: JSON.stringify({ error: { message: `Too many things: ${n}`, code: 400 } }),
	}),
};

function leastMs(task) {
	const times = Array.from({ length: RUNS }, () => {
		const startedAt = process.cpuUsage();
		task();
		const { user, system } = process.cpuUsage(startedAt);
		return (user + system) / 1000;
	});
	return Math.min(...times);
}

const times = Object.entries(VIDEOS).map(([name, video]) => {
	const page = { data: Array.from({ length: ENTRIES }, (_, n) => video(n)) };
	const answer = JSON.parse(JSON.stringify(page));
	return [name, leastMs(() => readPage(answer, 100).data.map((job) => readVideo(job)))];
});
console.log(JSON.stringify(Object.fromEntries(times)));
