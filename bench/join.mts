// npm run bench:join: Join's way of writing a file against ffmpeg's, from the disk to the disk.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../host/paths.mts';
import { runCommand, say } from '../scripts/command.mts';
import { median } from './numbers.mts';

const CLIPS = 20;
const CLIP_BYTES = 20_000_000;
const RUNS = 7;
const TARGET = 1.5;

const help = `npm run bench:join: joins ${CLIPS} clips of ${CLIP_BYTES / 1e6} MB, ${RUNS} times each way, by turns, and prints the medians of wall time and of the most memory held.`;

function run(program: string, args: string[]): string {
	const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: root });
	if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
	return stdout;
}

const ffmpeg = (...args: string[]) => run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args]);

/** A clip of noise, which no encoder makes small. */
function makeClip(file: string): void {
	ffmpeg(
		...['-f', 'lavfi', '-i', 'nullsrc=size=640x368:rate=24:duration=8,geq=random(1)*255:128:128'],
		...['-f', 'lavfi', '-i', 'anoisesrc=duration=8', '-c:a', 'aac'],
		...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
		...['-b:v', String(CLIP_BYTES), '-maxrate', String(CLIP_BYTES), '-bufsize', '4M', file],
	);
}

interface Taken {
	seconds: number;
	/** How long it kept the processor busy. @unit seconds */
	processor: number;
	/** The most memory that the process held. @unit bytes */
	memory: number;
}

// GNU time is not everywhere: a shell's child that has ended tells how much it held.
const MEASURE = `
import json, resource, subprocess, sys, time
began = time.monotonic()
code = subprocess.call(sys.argv[1:])
taken = time.monotonic() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": taken, "processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * 1024}))
sys.exit(code)`;

const measure = (command: string[]): Taken =>
	JSON.parse(run('python3', ['-c', MEASURE, ...command])) as Taken;

async function bench(onEnd: (cleanUp: () => Promise<void>) => void): Promise<void> {
	const folder = await mkdtemp(path.join(tmpdir(), 'bench-join-'));
	onEnd(async () => await rm(folder, { recursive: true }));
	say('Making a clip');
	const clip = path.join(folder, 'clip.mp4');
	makeClip(clip);
	const { size } = await stat(clip);
	const files = Array.from({ length: CLIPS }, (_, n) => path.join(folder, `clip-${n}.mp4`));
	for (const file of files) run('cp', [clip, file]);
	const list = path.join(folder, 'list.txt');
	await writeFile(list, files.map((file) => `file '${file}'\n`).join(''));
	const output = path.join(folder, 'joined.mp4');
	const concat = ['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy'];
	const joiner = path.join(root, 'bench', 'joinOnce.mts');
	const ways: Record<string, string[]> = {
		Join: [process.execPath, '--import', 'tsx', joiner, output, ...files],
		'nothing but Node': [process.execPath, '--import', 'tsx', joiner],
		ffmpeg: ['ffmpeg', '-v', 'error', '-nostdin', '-y', ...concat, output],
		'ffmpeg with fast start': [
			...['ffmpeg', '-v', 'error', '-nostdin', '-y', ...concat, '-movflags', '+faststart', output],
		],
	};
	say(`Joining ${CLIPS} clips of ${(size / 1e6).toFixed(1)} MB`);
	const taken: Record<string, Taken[]> = {};
	for (let count = 0; count < RUNS; count += 1) {
		for (const [name, command] of Object.entries(ways)) {
			(taken[name] ??= []).push(measure(command));
			await rm(output, { force: true });
		}
	}
	const secondsOf = (name: string) => median(taken[name].map(({ seconds }) => seconds));
	for (const [name, all] of Object.entries(taken)) {
		const memory = median(all.map((one) => one.memory)) / 1e6;
		const busy = median(all.map(({ processor }) => processor));
		const times = `${secondsOf(name).toFixed(2)} s (${busy.toFixed(2)} s of processor)`;
		console.log(`${name}: ${times}, ${memory.toFixed(0)} MB`);
	}
	// n8n's process is there already.
	const join = secondsOf('Join') - secondsOf('nothing but Node');
	const ratio = join / secondsOf('ffmpeg');
	console.log(`Join without the start of Node takes ${ratio.toFixed(2)} times as long as ffmpeg.`);
	if (ratio > TARGET) throw new Error(`At most ${TARGET} times is wanted.`);
}

await runCommand(async (onEnd) => {
	if (process.argv.includes('--help')) console.log(help);
	else await bench(onEnd);
});
