import fc from 'fast-check';
import {
	absorb,
	accept,
	createMemory,
	forget,
	isAccepted,
	isIdle,
	memoryOf,
	prune,
	type Memory,
} from '../../nodes/VideoGenerationWebhookTrigger/acceptedEvents';
import { anyJson, RUNS } from './support/fuzz.mts';

const NOW = 1_790_000_000;
const DAY = 86_400;

test('what was accepted is known, also from what was stored', () => {
	const memory = createMemory();
	accept(memory, 'a', NOW);
	const later = createMemory();
	absorb(later, JSON.parse(JSON.stringify(memory.accepted)), NOW + 1);
	expect([isAccepted(later, 'a'), isAccepted(later, 'b')]).toEqual([true, false]);
});

test('what was forgotten may come again, though a stored copy still names it', () => {
	const memory = createMemory();
	accept(memory, 'a', NOW);
	const stored = { ...memory.accepted };
	forget(memory, 'a', NOW);
	absorb(memory, stored, NOW + 599);
	expect(isAccepted(memory, 'a')).toBe(false);
	accept(memory, 'a', NOW + 599);
	expect(isAccepted(memory, 'a')).toBe(true);
	expect(memory.forgotten.size).toBe(0);
});

test('the accepted stay in one object, which several deliveries may hold', () => {
	const memory = createMemory();
	const { accepted } = memory;
	accept(memory, 'a', NOW);
	absorb(memory, { b: NOW }, NOW);
	prune(memory, NOW + DAY);
	expect(memory.accepted).toBe(accepted);
	expect(Object.keys(accepted)).toEqual(['a', 'b']);
});

test('what can be replayed is never dropped; of older ones a thousand stay, and none after three days', () => {
	const memory = createMemory();
	for (let n = 0; n < 3000; n += 1) accept(memory, `old${n}`, NOW - 601 - n);
	for (let n = 0; n < 2000; n += 1) accept(memory, `new${n}`, NOW - (n % 600));
	prune(memory, NOW);
	const kept = Object.keys(memory.accepted);
	expect(kept.filter((name) => name.startsWith('new'))).toHaveLength(2000);
	expect(kept.filter((name) => name.startsWith('old'))).toHaveLength(1000);
	expect([isAccepted(memory, 'old999'), isAccepted(memory, 'old1000')]).toEqual([true, false]);
	prune(memory, NOW + 4 * DAY);
	expect(memory.accepted).toEqual({});
});

test('the memories of quiet triggers are dropped, and of no others', () => {
	const memories = new Map<string, Memory>();
	accept(memoryOf(memories, 'quiet', NOW), 'a', NOW);
	memoryOf(memories, 'busy', NOW).pending.add('b');
	forget(memoryOf(memories, 'unsure', NOW), 'c', NOW);
	expect([...memories.keys()]).toEqual(['quiet', 'busy', 'unsure']);
	memoryOf(memories, 'another', NOW + 601);
	expect([...memories.keys()]).toEqual(['busy', 'another']);
});

test('ten thousand triggers leave nothing behind', () => {
	const memories = new Map<string, Memory>();
	for (let n = 0; n < 10_000; n += 1) {
		accept(memoryOf(memories, `trigger${n}`, NOW + n * 700), 'a', NOW + n * 700);
	}
	expect(memories.size).toBeLessThanOrEqual(2);
});

test('whatever was stored, it is taken over without harm', () => {
	fc.assert(
		fc.property(anyJson, (stored) => {
			const memory = createMemory();
			absorb(memory, stored, NOW);
			for (const at of Object.values(memory.accepted)) expect(typeof at).toBe('number');
			expect(isAccepted(memory, 'toString')).toBe(false);
			expect(isIdle(memory, NOW)).toBe(
				Object.values(memory.accepted).every((at) => Math.abs(NOW - at) > 600),
			);
		}),
		{ numRuns: RUNS },
	);
});
