import { readFileSync } from 'node:fs';
import { addAddresses, type Lock } from '../../scripts/lockAddresses.cjs';

const REGISTRY = 'https://registry.example.com/npm/';
const read = (file: string): Lock => JSON.parse(readFileSync(file, 'utf8')) as Lock;

test.each(['package-lock.json', 'host/package-lock.json', 'test/interop/package-lock.json'])(
	'each package of %s gets an address, and loses nothing',
	(file) => {
		const before = read(file);
		const { packages } = addAddresses(read(file), REGISTRY);
		expect(Object.keys(packages)).toEqual(Object.keys(before.packages));
		for (const [place, entry] of Object.entries(packages)) {
			expect(entry).toMatchObject(before.packages[place]);
			if (place === '' || entry.link) continue;
			expect(entry.resolved).toMatch(/^https:\/\/registry\.example\.com\/npm\/.+\/-\/[^/]+\.tgz$/);
		}
	},
);

test('scopes, other names and nested packages are part of the address, links and addresses of their own stay', () => {
	const lock = {
		packages: {
			'': { version: '1.0.0' },
			'node_modules/a/node_modules/@b/c': { version: '2.0.0-rc.1' },
			'node_modules/other': { name: 'd', version: '3.0.0' },
			'node_modules/linked': { link: true, resolved: 'elsewhere' },
			'node_modules/e': { version: '4.0.0', resolved: 'https://e.example.com/e.tgz' },
		},
	};
	expect(addAddresses(lock, REGISTRY)).toEqual({
		packages: {
			'': { version: '1.0.0' },
			'node_modules/a/node_modules/@b/c': {
				version: '2.0.0-rc.1',
				resolved: `${REGISTRY}@b/c/-/c-2.0.0-rc.1.tgz`,
			},
			'node_modules/other': { name: 'd', version: '3.0.0', resolved: `${REGISTRY}d/-/d-3.0.0.tgz` },
			'node_modules/linked': { link: true, resolved: 'elsewhere' },
			'node_modules/e': { version: '4.0.0', resolved: 'https://e.example.com/e.tgz' },
		},
	});
});
