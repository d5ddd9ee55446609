import { request, type OutgoingHttpHeaders, type RequestListener } from 'node:http';

/** Answers each request with what another server answers to it. @param origin of that server, e.g. `http://127.0.0.1:8085` */
export function forwardTo(origin: string, more: OutgoingHttpHeaders = {}): RequestListener {
	return (incoming, outgoing) => {
		const { method, url } = incoming;
		const headers = { ...incoming.headers, ...more };
		const forward = request(`${origin}${url}`, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		forward.on('error', () => outgoing.writeHead(502).end());
		incoming.pipe(forward);
	};
}
