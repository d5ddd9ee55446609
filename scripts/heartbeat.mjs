// A worker thread that says again and again that an installation or a build goes on, while the main thread stands still.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { progressLine } from './progressLine.mjs';

const { started, everyMs } = workerData;
// console.log would wait for the main thread.
setInterval(() => writeSync(1, `${progressLine(started, 'Still working')}\n`), everyMs);
