/** A line of progress. @param since the start of the command, in milliseconds since 1970 */
export function progressLine(since: number, text: string): string;
