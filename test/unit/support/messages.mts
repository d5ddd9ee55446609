import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A text that a user may read, with … in the place of what differs, and where it is raised. */
export interface Message {
	text: string;
	file: string;
}

// Which argument of each error is its message.
const RAISED: Record<string, number> = { VideosError: 1, InputError: 0, ClipError: 1, Refusal: 1 };

// The page says it once for all messages.
const WITH_ITEM = '… [item …]';

function sources(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.join(folder, file));
}

function textsOf(node: ts.Expression): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isConditionalExpression(node)) {
		return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
	}
	if (!ts.isTemplateExpression(node)) return [];
	const rest = node.templateSpans.map(({ literal }) => `…${literal.text}`);
	return [(node.head.text + rest.join('')).replace(/…( ?…)+/g, '…')];
}

/** Every message that is written in the source as the first text of an error. What only passes on another's words has none. */
export function messages(): Message[] {
	return ['client', 'protocol', 'nodes', 'credentials'].flatMap(sources).flatMap((file) => {
		const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
		const found: Message[] = [];
		const visit = (node: ts.Node): void => {
			const place = ts.isNewExpression(node) && RAISED[node.expression.getText(source)];
			if (ts.isNewExpression(node) && typeof place === 'number') {
				const message = node.arguments?.[place];
				const texts = message === undefined ? [] : textsOf(message);
				found.push(...texts.filter((text) => text !== WITH_ITEM).map((text) => ({ text, file })));
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
		return found;
	});
}
