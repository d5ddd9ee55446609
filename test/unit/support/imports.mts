import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A source file and what it imports, types included: files of this package by their path, packages by their name. */
export interface Source {
	file: string;
	files: string[];
	packages: string[];
}

function sourcesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.posix.join(folder, file));
}

function specifierOf(node: ts.Node): ts.Node | undefined {
	if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
	if (ts.isExternalModuleReference(node)) return node.expression;
	if (ts.isImportTypeNode(node)) {
		return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
	}
	if (!ts.isCallExpression(node)) return undefined;
	const { expression } = node;
	const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
	const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
	return isRequire || isImport ? node.arguments[0] : undefined;
}

/** What a text of TypeScript imports, in any of the forms that the language has. */
export function specifiersIn(text: string): string[] {
	const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const specifier = specifierOf(node);
		if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return [...new Set(found)];
}

function resolve(file: string, specifier: string): string {
	const place = path.posix.join(path.posix.dirname(file), specifier);
	const found = [`${place}.ts`, `${place}/index.ts`].find((candidate) => existsSync(candidate));
	if (found === undefined) throw new Error(`${file} imports ${specifier}, which does not exist`);
	return found;
}

/** Every source file that is published. */
export function readSources(): Source[] {
	return ['protocol', 'client', 'nodes', 'credentials'].flatMap(sourcesBelow).map((file) => {
		const specifiers = specifiersIn(readFileSync(file, 'utf8'));
		const [own, foreign] = [true, false].map((isOwn) =>
			specifiers.filter((specifier) => specifier.startsWith('.') === isOwn),
		);
		return { file, files: own.map((specifier) => resolve(file, specifier)), packages: foreign };
	});
}

/** Groups of files that import each other, directly or not (Tarjan's algorithm). */
export function cyclesIn(sources: Source[]): string[][] {
	const imports = new Map(sources.map(({ file, files }) => [file, files]));
	const order = new Map<string, number>();
	const lowest = new Map<string, number>();
	const open: string[] = [];
	const cycles: string[][] = [];
	const visit = (file: string): void => {
		const number = order.size;
		order.set(file, number);
		lowest.set(file, number);
		open.push(file);
		for (const imported of imports.get(file) ?? []) {
			if (!order.has(imported)) visit(imported);
			else if (!open.includes(imported)) continue;
			lowest.set(file, Math.min(lowest.get(file)!, lowest.get(imported)!));
		}
		if (lowest.get(file) !== number) return;
		const group = open.splice(open.indexOf(file));
		if (group.length > 1 || imports.get(file)?.includes(file)) cycles.push(group.sort());
	};
	for (const file of imports.keys()) {
		if (!order.has(file)) visit(file);
	}
	return cycles;
}
