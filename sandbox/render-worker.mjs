// A worker thread does not inherit tsx from its parent on every version of Node.
import { register } from 'tsx/esm/api';

register();
await import('./render.mts');
