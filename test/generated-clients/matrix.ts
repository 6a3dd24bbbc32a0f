import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { GeneratedClient } from './clients.js';

export const calls = ['list', 'report', 'problem', 'timeline', 'stream'] as const;
export type Call = (typeof calls)[number];

/** What was seen of a client: a tick, or `fails`, for each call. */
export type Seen = Partial<Record<Call, string>>;
export const WORKS = '✓';

const file = join(import.meta.dirname, '..', '..', 'docs', 'reference', 'clients.md');
const MADE = /(<!-- Made from [^\n]*-->\n)([^]*)(<!-- Made until here -->)/;
const head = ['generator', 'language', ...calls, 'tried on', 'not generated, so written by hand'];

/** The rows of the page, each with its cells. */
export const rows = (): string[][] =>
  (MADE.exec(readFileSync(file, 'utf8'))?.[2] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** The row without the day. */
export const cellsOf = (client: GeneratedClient, seen: Seen, day: string): string[] => [
  client.name,
  client.language,
  ...calls.map((call) => seen[call] ?? 'fails'),
  day,
  client.byHand ?? '–',
];

/** Writes what was seen today; rows of clients that were not tried stay. */
export const write = async (all: readonly GeneratedClient[], tried: ReadonlyMap<GeneratedClient, Seen>) => {
  const known = rows();
  const today = new Date().toISOString().slice(0, 10);
  const table = all.flatMap((client) => {
    const seen = tried.get(client);
    if (seen) return [cellsOf(client, seen, today)];
    return known.filter(([name, language]) => name === client.name && language === client.language);
  });
  const lines = [head, head.map(() => '---'), ...table].map((cells) => `| ${cells.join(' | ')} |`);
  const text = readFileSync(file, 'utf8').replace(
    MADE,
    (_, from: string, _rows, to: string) => `${from}\n${lines.join('\n')}\n\n${to}`,
  );
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
};
