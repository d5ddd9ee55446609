// Runs cells of one fault, one after the other, as they are asked for: {path} in, a CellResult out; first of all 'ready'.
import { trustCertificates } from '../certificates.mts';
import { startEngine, stopEngine } from '../../../engine/support/engine.mts';
import { FAULTS } from '../faults/index.mts';
import { recordLog } from '../log.mts';
import { PATHS } from '../paths.mts';
import { runCell } from '../runCell.mts';

const fault = Object.values(FAULTS)
	.flat()
	.find(({ name }) => name === process.argv[3])!;

recordLog();
trustCertificates();
process.on('message', ({ path: name }: { path: string }) => {
	const path = PATHS.find((one) => one.name === name)!;
	void runCell(fault, path).then((result) => process.send!(result));
});
void startEngine().then(() => process.send!('ready'));
process.on('disconnect', () => {
	stopEngine();
	process.exit();
});
