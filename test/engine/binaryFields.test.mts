import type { INodeExecutionData } from 'n8n-workflow';
import { picture } from '../support/picture.mts';
import { binaryItem } from './support/binary.mts';
import { fromField, references } from './support/references.mts';
import { fileOf } from './support/engine.mts';
import { useStage } from './support/stage.mts';

// Objects from expressions that are files: a file where the name of its field may stand, as n8n's own nodes take it, in both of n8n's binary modes.
const stage = useStage();
const CREATE = {
	operation: 'create',
	prompt: 'a lake',
	returnWhat: 'job',
};
const fromThe = (field: string) => ({ ...CREATE, ...references({ firstFrame: fromField(field) }) });

let separate: INodeExecutionData;
let combined: INodeExecutionData;

beforeAll(async () => {
	const bytes = await picture(720, 1280);
	separate = await binaryItem('image', bytes, 'photo.png', 'image/png');
	const { image } = separate.binary!;
	combined = { json: { image, shots: [image], name: 'x' } as never };
});

async function sentFiles(): Promise<unknown> {
	const [request] = await stage.sandbox.requests({ method: 'POST' });
	return (request.body as { files: unknown[] }).files;
}

const PHOTO = [expect.objectContaining({ filename: 'photo.png' })];

test.each([
	['the name of the field', 'separate', 'image'],
	['the file itself', 'separate', '={{ $binary.image }}'],
	['the file of another node', 'separate', "={{ $('Start').item.binary.image }}"],
	['the name of the field', 'combined', 'image'],
	['a path', 'combined', 'shots[0]'],
	['the file itself', 'combined', '={{ $json.image }}'],
] as const)('%s is taken in the mode %s: %s', async (_, binaryMode, field) => {
	const items = [binaryMode === 'combined' ? combined : separate];
	const { error } = await stage.run({ parameters: fromThe(field), items, binaryMode });
	expect(error).toBeUndefined();
	expect(await sentFiles()).toEqual(PHOTO);
});

test.each(['separate', 'combined'] as const)(
	'a wrong name says in the mode %s which fields have files',
	async (binaryMode) => {
		const items = [binaryMode === 'combined' ? combined : separate];
		const { error } = await stage.run({ parameters: fromThe('photo'), items, binaryMode });
		expect(error?.message).toBe(
			'There is no file in the field "photo" of item 0 for Image 1 (First Frame)',
		);
		expect(error?.description).toBe('The item has files in: image.');
		expect(await stage.sandbox.requests()).toHaveLength(0);
	},
);

test.each(['={{ $binary }}', '={{ $json }}', '={{ [$binary.image] }}'])(
	'%s is no file, and the hint says what is one',
	async (field) => {
		const { error } = await stage.run({ parameters: fromThe(field), items: [separate] });
		expect(error?.message).toMatch(
			/^The expression in Input Data Field Name of Image 1 \(First Frame\) gives (an object|a list), not a file/,
		);
		expect(error?.description).toContain('{{ $binary.data }}');
		expect(await stage.sandbox.requests()).toHaveLength(0);
	},
);

test('the video of an edit and the last frame and the audio of a create are taken in the same way', async () => {
	const created = await stage.run({ parameters: { operation: 'create', prompt: 'a lake' } });
	const bytes = await fileOf(created.items[0]);
	const video = await binaryItem('clip', bytes, 'clip.mp4', 'video/mp4');
	const edited = await stage.run({
		parameters: {
			...{ operation: 'edit', prompt: 'snow', returnWhat: 'job', videoSource: 'binary' },
			videoBinaryField: '={{ $binary.clip }}',
		},
		items: [video],
	});
	expect(edited.error).toBeUndefined();
	const { error } = await stage.run({
		parameters: {
			operation: 'create',
			prompt: 'a lake',
			...references({ lastFrame: fromField('={{ $binary.image }}') }),
		},
		items: [separate],
	});
	expect(error).toBeUndefined();
	const [request] = (await stage.sandbox.requests({ method: 'POST' })).slice(-1);
	expect(JSON.stringify(request.body)).toContain('photo.png');
});
