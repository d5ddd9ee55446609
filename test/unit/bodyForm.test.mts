import { bodySaysUnreadable } from '../../protocol/reading/bodyForm';

const error = (message: string) => JSON.stringify({ error: { message } });
const detail = (loc: Array<string | number>, msg: string) =>
	JSON.stringify({ detail: [{ type: 'x', loc, msg }] });

test.each([
	error('invalid JSON request body'),
	error("Invalid JSON: 'utf-8' codec can't decode byte 0xff in position 160: invalid start byte"),
	error("invalid character '-' in numeric literal"),
	error("Invalid request: invalid character '-' in numeric literal"),
	'{"error":"error: Invalid JSON request body"}',
	detail(['body', 0], 'JSON decode error'),
	detail(['body'], 'Input should be a valid dictionary or object to extract fields from'),
	detail(['body'], 'value is not a valid dict'),
	error('Expecting value: line 1 column 1 (char 0)'),
	error('Unexpected token \'-\', "------form"... is not valid JSON'),
	error('Unexpected token - in JSON at position 0'),
	error('No number after minus sign in JSON at position 1'),
	error("Unexpected character ('-' (code 45)) in numeric value: expected digit"),
	error('Content-Type must be multipart/form-data'),
	error('Content-Type must be application/json'),
	error("request Content-Type isn't multipart/form-data"),
	error('no multipart boundary param in Content-Type'),
	"request Content-Type isn't multipart/form-data but application/json",
])('%s says that the form of the body could not be read', (body) => {
	expect(bodySaysUnreadable(body)).toBe(true);
});

test.each([
	'',
	'<html><body>invalid JSON request body</body></html>',
	detail(['body', 'prompt'], 'Field required'),
	detail(['body', 'seconds'], 'Input should be a valid string'),
	detail(['body', 'input_reference'], 'Input should be a valid dictionary or object'),
	error('image_reference: Expecting value: line 1 column 1 (char 0)'),
	error('extra.image_reference: JSON decode error'),
	error('prompt is required'),
	error("Missing required parameter: 'prompt'."),
	error('Invalid value for size: expected a number'),
	error('The content type image/bmp of the file is not supported'),
	error('Unexpected field negative_prompt'),
])('%s does not say so', (body) => {
	expect(bodySaysUnreadable(body)).toBe(false);
});
