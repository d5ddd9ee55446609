import path from 'node:path';
import ts from 'typescript';
import type { Field, Shape, ValueType } from './field.mts';

/** An interface of the node's source: `file#Name`. */
export type Source = `${string}.ts#${string}`;

const { Null, Undefined, StringLike, NumberLike, BooleanLike } = ts.TypeFlags;

function typeOf(type: ts.Type, checker: ts.TypeChecker): ValueType {
	if (type.flags & StringLike) return 'string';
	if (type.flags & NumberLike) return 'number';
	if (type.flags & BooleanLike) return 'boolean';
	return checker.isArrayType(type) ? 'array' : 'object';
}

function valuesOf(types: ts.Type[]): string[] | undefined {
	const values = types.map((type) => (type.isStringLiteral() ? type.value : undefined));
	// The compiler has an order of its own.
	return values.every((value) => value !== undefined) ? values.sort() : undefined;
}

function shapeOf(type: ts.Type, checker: ts.TypeChecker): Shape {
	if (type.flags & ts.TypeFlags.Any) throw new Error(`${checker.typeToString(type)} is no shape`);
	const all = type.isUnion() ? type.types : [type];
	const parts = all.filter(({ flags }) => !(flags & (Null | Undefined)));
	const types = [...new Set(parts.map((part) => typeOf(part, checker)))].sort();
	const object = parts.find((part) => typeOf(part, checker) === 'object');
	const array = parts.find((part) => typeOf(part, checker) === 'array');
	const fields = object && fieldsOf(object, checker);
	const values = valuesOf(parts);
	return {
		types,
		mayBeNull: all.some(({ flags }) => flags & Null),
		...(values && { values }),
		...(fields && fields.length > 0 && { fields }),
		...(array && {
			entries: shapeOf(checker.getTypeArguments(array as ts.TypeReference)[0], checker),
		}),
	};
}

function fieldOf(symbol: ts.Symbol, checker: ts.TypeChecker): Field {
	const tags = symbol.getJsDocTags(checker);
	const tag = (name: string) => {
		const found = tags.find((one) => one.name === name);
		return found && ts.displayPartsToString(found.text);
	};
	const [unit, when] = [tag('unit'), tag('when')];
	return {
		name: symbol.name,
		shape: shapeOf(checker.getTypeOfSymbol(symbol), checker),
		text: ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' '),
		...(unit && { unit }),
		isOptional: Boolean(symbol.flags & ts.SymbolFlags.Optional),
		...(when && { when }),
	};
}

function fieldsOf(type: ts.Type, checker: ts.TypeChecker): Field[] {
	return type.getProperties().map((symbol) => fieldOf(symbol, checker));
}

// Of n8n's own types, which take long to read, no field is made.
function createProgram(files: string[]): ts.Program {
	const options: ts.CompilerOptions = {
		strict: true,
		target: ts.ScriptTarget.ES2022,
		types: [],
		lib: ['lib.es2022.d.ts'],
	};
	const host = ts.createCompilerHost(options);
	host.resolveModuleNameLiterals = (names, from) =>
		names.map(({ text }) =>
			text.startsWith('.')
				? ts.resolveModuleName(text, from, options, host)
				: { resolvedModule: undefined },
		);
	return ts.createProgram(files, options, host);
}

/**
 * The fields of interfaces in the node's source, with the sentences of their docstrings and the tags `@unit` and `@when`.
 * @throws Error for an interface that is not there
 */
export function readTypes(sources: readonly Source[]): Map<Source, Field[]> {
	const placeOf = (source: Source) => source.split('#');
	const files = [...new Set(sources.map((source) => path.resolve(placeOf(source)[0])))];
	const program = createProgram(files);
	const checker = program.getTypeChecker();
	return new Map(
		sources.map((source): [Source, Field[]] => {
			const [file, name] = placeOf(source);
			const module = program.getSourceFile(path.resolve(file));
			const symbol = module && checker.getSymbolAtLocation(module);
			const type = symbol && checker.getExportsOfModule(symbol).find((one) => one.name === name);
			if (type === undefined) throw new Error(`There is no ${name} in ${file}`);
			return [source, fieldsOf(checker.getDeclaredTypeOfSymbol(type), checker)];
		}),
	);
}
