import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { builtIn } from '../../n8n/support/workflow.mts';
import { filesIn } from '../support/filesIn.mts';
import type { Pipeline } from '../support/pipeline.mts';

export const readWriteFiles: Pipeline = {
	node: 'Read/Write Files from Disk',
	receiver: 'a folder',
	settings:
		'_Write File to Disk_, _File Path and Name_ `~/.n8n-files/{{ $binary.data.fileName }}`, as a full path',
	pitfall:
		'n8n writes only below `~/.n8n-files`, unless `N8N_RESTRICT_FILE_ACCESS_TO` names other folders. The folder must exist.',
	carriesLarge: true,
	async open() {
		const allowed = path.join(homedir(), '.n8n-files');
		await mkdir(allowed, { recursive: true });
		const folder = await mkdtemp(path.join(allowed, 'pipeline-'));
		return {
			nodes: [
				builtIn('Write', 'readWriteFile', 1, {
					operation: 'write',
					fileName: `=${folder}/{{ $binary.data.fileName }}`,
				}),
			],
			received: async () => await filesIn(folder),
			close: async () => await rm(folder, { recursive: true }),
		};
	},
};
