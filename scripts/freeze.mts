// npm run freeze -- VERSION: writes test/compatibility/VERSION/, what every later version must open and run.
import path from 'node:path';
import { root } from '../host/paths.mts';
import { freezeInto } from './freeze/freeze.mts';

const [version] = process.argv.slice(2);
if (!/^\d+\.\d+$/.test(version ?? '')) throw new Error('Usage: npm run freeze -- 0.1');
const folder = path.join(root, 'test', 'compatibility', version);
freezeInto(folder);
console.log(`Wrote ${path.relative(root, folder)}`);
