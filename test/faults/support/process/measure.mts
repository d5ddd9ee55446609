// Runs one path against a server of another process, and reports what that took.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEngine, stopEngine } from '../../../engine/support/engine.mts';
import { slowness } from '../../../support/slowness.mts';
import { makeCell } from '../cell.mts';
import { recordLog } from '../log.mts';
import { PATHS } from '../paths.mts';
import type { Measured } from '../worst.mts';
import { peakBytes, resetPeak } from './peak.mts';

const RESOLUTION_MS = 5;
const MB = 1024 * 1024;
const [cellName, pathName, good, bad] = process.argv.slice(3);
const path = PATHS.find(({ name }) => name === pathName)!;
const cell = makeCell(cellName);
const settings = { continues: true, triesOnce: true, requestTimeout: 60 };

async function run(baseUrl: string) {
	return await path.run({ baseUrl, key: cell.key }, cell, settings);
}

async function measure(): Promise<Measured> {
	const slow = slowness();
	// What is loaded and compiled at the first use is no matter of the answer's.
	for (let n = 0; n < 3; n += 1) await run(good);
	globalThis.gc!();
	await sleep(200);
	globalThis.gc!();
	const before = process.memoryUsage.rss();
	const hasPeak = resetPeak();
	let sampled = before;
	const sampling = setInterval(() => {
		sampled = Math.max(sampled, process.memoryUsage.rss());
	}, RESOLUTION_MS);
	const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
	delay.enable();
	const { kind } = await run(bad);
	await sleep(50);
	delay.disable();
	clearInterval(sampling);
	const peak = hasPeak ? peakBytes() : sampled;
	return {
		blockedMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS),
		extraMb: (peak - before) / MB,
		kind,
		slowness: slow,
	};
}

recordLog();
void startEngine()
	.then(measure)
	.then((measured) => process.send!(measured, () => process.disconnect()))
	.finally(stopEngine);
