/** One message of a stream. A message with an id and no data only moves the cursor. */
export interface Message {
  readonly id?: string;
  readonly data?: string;
}

/**
 * Parses messages from pieces of text, wherever these are cut. Comments and an unfinished message at the end are
 * skipped.
 */
export async function* serverSentEvents(pieces: AsyncIterable<string>): AsyncGenerator<Message> {
  let rest = '';
  let lines: string[] = [];
  for await (const piece of pieces) {
    const all = (rest + piece).split('\n');
    rest = all.pop()!;
    for (const line of all.map((text) => text.replace(/\r$/, ''))) {
      if (line !== '') {
        lines.push(line);
        continue;
      }
      const message = { id: field(lines, 'id').at(-1), data: joined(field(lines, 'data')) };
      lines = [];
      if (message.id !== undefined || message.data !== undefined) yield message;
    }
  }
}

const field = (lines: readonly string[], name: string): string[] =>
  lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ''));

const joined = (lines: readonly string[]) => (lines.length === 0 ? undefined : lines.join('\n'));
