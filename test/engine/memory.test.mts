import { settledBytes } from '../support/heldBytes.mts';
import { until } from '../support/until.mts';
import { picture } from '../support/picture.mts';
import { binaryItem } from './support/binary.mts';
import { fromField, references } from './support/references.mts';
import { useStage } from './support/stage.mts';

// Forty megabytes go through the engine, and every figure waits for a collection.
jest.setTimeout(180_000);

const stage = useStage({ renderSeconds: 120 });
const ITEMS = 20;
const IMAGE_BYTES = 2_000_000;
const MOST_HELD = IMAGE_BYTES / 4;
const SETTLE_MS = 50;

/** A picture with bytes behind its end, which no reader minds. */
async function largePicture(): Promise<Buffer> {
	const image = await picture(720, 1280);
	return Buffer.concat([image, Buffer.alloc(IMAGE_BYTES - image.length)]);
}

test('while a video renders, nothing keeps its reference image in memory', async () => {
	const item = await binaryItem('image', await largePicture(), 'a.png', 'image/png');
	const create = async (count: number) =>
		await stage.run({
			parameters: {
				operation: 'create',
				prompt: 'a lake',
				returnWhat: 'video',
				...references({ images: [fromField('image')] }),
			},
			items: Array.from({ length: count }, () => item),
		});
	const before = await settledBytes(SETTLE_MS);
	const running = create(ITEMS);
	// One list answers for all of them.
	const listed = async () =>
		(await stage.sandbox.requests({ method: 'GET', path: /\/videos$/ })).length > 1 &&
		(await stage.sandbox.jobs()).length === ITEMS;
	await until('answers about all jobs', listed, 120_000);
	// A slow machine needs longer until all that has ended is gone.
	const deadline = Date.now() + 20_000;
	let held: number;
	do held = ((await settledBytes(SETTLE_MS)) - before) / ITEMS;
	while (held >= MOST_HELD && Date.now() < deadline);
	await stage.sandbox.finishAll();
	expect((await running).items).toHaveLength(ITEMS);
	expect(held).toBeLessThan(MOST_HELD);
});
