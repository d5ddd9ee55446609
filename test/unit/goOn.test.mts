import { fetchAgain, goOnWith, lookForCreated } from '../../protocol/goOn';

test('how to go on names the operations that the server has', () => {
	expect(goOnWith('video_1')).toContain('"Wait for Completion" with the video video_1');
	expect(lookForCreated([])).toContain('"Get Many"');
	expect(lookForCreated([])).toContain('"Wait for Completion"');
	expect(fetchAgain('video_1', [])).toContain('"Download" with the video video_1');
});

test('and none that it lacks', () => {
	expect(lookForCreated(['list'])).not.toContain('Get Many');
	expect(lookForCreated(['list'])).toContain('"Wait for Completion"');
	const none = ['list', 'retrieve'] as const;
	const all = [goOnWith('v', none), lookForCreated(none), fetchAgain('v', none)].join(' ');
	expect(all).not.toMatch(/"/);
	expect(all).toContain('look for it on the server itself');
});
