/** What a value can be in JSON, beside null. */
export type ValueType = 'string' | 'number' | 'boolean' | 'object' | 'array';

/** The shape of a value. */
export interface Shape {
	/** The most likely one first. */
	types: ValueType[];
	mayBeNull: boolean;
	/** The only values, of a string that has no others. */
	values?: string[];
	/** Of an object whose fields are known. */
	fields?: Field[];
	/** Of an array. */
	entries?: Shape;
}

/** A field of an output item. */
export interface Field {
	name: string;
	shape: Shape;
	/** A sentence or two, in Markdown. */
	text: string;
	unit?: string;
	isOptional: boolean;
	/** When an optional one is there. */
	when?: string;
}
