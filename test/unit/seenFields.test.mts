import { seenFields } from '../../scripts/servers/fields.mts';
import type { TestResult } from '../../scripts/servers/marks.mts';

function result(suite: string, title: string, status = 'passed'): TestResult {
	return { ancestorTitles: [suite], title, fullName: `${suite} ${title}`, status };
}

test('a field is seen by the best of the tests that passed', () => {
	const assertionResults = [
		result('sandbox dialect: one', 'create'),
		result('real: one', 'create'),
		result('real: one', 'list', 'failed'),
		result('what is about no server', 'create'),
	];
	const notes = [
		{ test: 'real: one create', fields: ['id', 'file'] },
		{ test: 'sandbox dialect: one create', fields: ['id', 'cost'] },
		{ test: 'real: one list', fields: ['seed'] },
		{ test: 'what is about no server create', fields: ['size'] },
	];
	expect(seenFields({ testResults: [{ assertionResults }] }, notes)).toEqual({
		one: { cost: 'sandbox', id: 'real' },
	});
});
