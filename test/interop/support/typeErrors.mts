import path from 'node:path';
import ts from 'typescript';

const folder = path.join(process.cwd(), 'test/interop');
const FILE = path.join(folder, 'value.mts');
const OPTIONS: ts.CompilerOptions = {
	strict: true,
	noEmit: true,
	skipLibCheck: true,
	types: [],
	target: ts.ScriptTarget.ES2022,
	module: ts.ModuleKind.ESNext,
	moduleResolution: ts.ModuleResolutionKind.Bundler,
};

let program: ts.Program | undefined;

/**
 * What TypeScript says against a value where a peer's type is asked for: a wrong type or value, a field that is missing or unknown.
 * @param type as its package exports it, e.g. `VideoJob` of `together-ai/resources/videos`
 */
export function typeErrors(module: string, type: string, value: unknown): string[] {
	const text = `import type { ${type} } from '${module}';\nexport const value: ${type} = ${JSON.stringify(value)};\n`;
	const host = ts.createCompilerHost(OPTIONS);
	const { getSourceFile, fileExists } = host;
	host.fileExists = (file) => file === FILE || fileExists(file);
	host.getSourceFile = (file, ...rest) =>
		file === FILE
			? ts.createSourceFile(FILE, text, ts.ScriptTarget.ES2022)
			: (program?.getSourceFile(file) ?? getSourceFile(file, ...rest));
	program = ts.createProgram([FILE], OPTIONS, host, program);
	return ts
		.getPreEmitDiagnostics(program)
		.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
