import { transferEndsAfterMs } from '../../client/transfer';

const MINUTE = 60_000;

test('a file that trickles for ever ends after ten minutes', () => {
	const trickled = 1200;
	expect(transferEndsAfterMs(trickled)).toBeLessThan(10 * MINUTE + 1000);
});

test('a large file has the time that it takes at 100 kB/s', () => {
	const gigabyte = 1e9;
	expect(transferEndsAfterMs(gigabyte)).toBe(10 * MINUTE + 10_000 * 1000);
});
