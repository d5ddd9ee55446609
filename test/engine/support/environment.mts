import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// n8n reads these when its modules load: import this file before n8n-core.
const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-engine-'));
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_DEFAULT_BINARY_DATA_MODE ??= 'filesystem';
process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'false';
process.env.N8N_LOG_LEVEL = 'silent';

/** Removes what the engine has stored. */
export function removeFolder(): void {
	rmSync(folder, { recursive: true, force: true });
}
