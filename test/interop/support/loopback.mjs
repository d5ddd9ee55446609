// Imported before a peer that can only listen on every address of the machine: it then listens on 127.0.0.1 alone.
import { Server } from 'node:net';

const listen = Server.prototype.listen;

Server.prototype.listen = function (port, ...rest) {
	return listen.call(this, { port, host: '127.0.0.1' }, rest.at(-1));
};
