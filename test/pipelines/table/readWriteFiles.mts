import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtIn } from '../../n8n/support/workflow.mts';
import { filesIn } from '../support/filesIn.mts';
import type { OpenPipeline, Pipeline, Place } from '../support/pipeline.mts';

/** Writes into a new folder. @param parent where @param below a path below it */
async function open(parent: string, below = ''): Promise<OpenPipeline> {
	const folder = await mkdtemp(path.join(parent, 'pipeline-'));
	return {
		nodes: [
			builtIn('Write', 'readWriteFile', 1, {
				operation: 'write',
				fileName: `=${path.join(folder, below)}/{{ $binary.data.fileName }}`,
			}),
		],
		received: async () => await filesIn(folder),
		close: async () => await rm(folder, { recursive: true }),
	};
}

const node = 'Read/Write Files from Disk';
const receiver = 'a folder';

/** n8n's own folder for files, one that it does not open, and one that is not there. */
export const readWriteFiles: Pipeline[] = [
	{
		node,
		receiver,
		settings:
			'_Write File to Disk_, _File Path and Name_ `~/.n8n-files/{{ $binary.data.fileName }}`, as a full path',
		pitfall:
			'n8n writes only below `~/.n8n-files`, unless `N8N_RESTRICT_FILE_ACCESS_TO` names other folders. The folder must exist.',
		carriesLarge: ['filesystem'],
		open: async ({ files }: Place) => await open(files),
	},
	{
		node: `${node}, a folder elsewhere`,
		receiver,
		settings: 'a full path outside `~/.n8n-files`',
		fails: /^Write: Access to the file is not allowed\./,
		open: async () => await open(tmpdir()),
	},
	{
		node: `${node}, a folder that does not exist`,
		receiver,
		settings: 'a full path below `~/.n8n-files`',
		fails: /^Write: /,
		open: async ({ files }: Place) => await open(files, 'missing'),
	},
];
