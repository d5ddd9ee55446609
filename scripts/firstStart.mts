// Starts n8n once, so that all that start afterwards find a database, and n8n's code compiled.
import { createHost } from '../host/n8n.mts';
import { keepFirstStart } from '../host/firstStart.mts';

const host = await createHost({ withPackage: false });
const server = await host.start();
// Politely: Node saves the compiled code, and SQLite its database.
process.kill(server.pid, 'SIGTERM');
await server.ended;
await keepFirstStart(host.folder);
await host.dispose();
