import { isDeepStrictEqual } from 'node:util';
import type { Platform } from '@jwg/platform';
import {
  board,
  commitmentList,
  commitmentRecord,
  forumList,
  matrix,
  rowsAt,
  sessionList,
  sessionRecord,
  silence,
  timeline,
  type Question,
  type Rows,
} from '@jwg/read-models';

const now = '2026-11-01T00:00:00.000Z';
const questions: readonly Partial<Question>[] = [{}, { viewer: { side: 'PK' } }, { asOf: '20' }, { signedOnly: true }];

/** What the two databases answer differently, in words. @throws what a question throws */
export const differences = async ({ store, rows }: Platform, others: Rows): Promise<string | undefined> => {
  for (const question of questions) {
    const [here, there] = await Promise.all([rows, others].map((it) => everything(it, store, question)));
    for (const [name, answer] of here!)
      if (!isDeepStrictEqual(plain(answer), plain(there!.get(name))))
        return `SQLite and PostgreSQL answer differently: ${name}, asked with ${JSON.stringify(question)}`;
  }
  return undefined;
};

/** As a caller gets it, whichever driver's objects it was made of. */
const plain = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer ?? null)) as unknown;

/** Every question about everything, by what was asked. */
const everything = async (
  rows: Rows,
  store: Platform['store'],
  question: Partial<Question>,
): Promise<Map<string, unknown>> => {
  const at = await rowsAt(rows, store, { now, ...question });
  const { forums } = await forumList(at);
  const { items } = await commitmentList(at, {});
  const answers = new Map<string, unknown>([
    ['how far', at.position],
    ['forums', forums],
    ['commitments', items],
    ['silence', await silence(at, { months: 1, includeUnsigned: true })],
    ['board', await board(at, 'pk-most')],
  ]);
  for (const { id } of forums) {
    answers.set(`matrix ${id}`, await matrix(at, id));
    answers.set(`timeline ${id}`, await timeline(at, id));
    for (const { id: session } of (await sessionList(at, id))?.sessions ?? [])
      answers.set(`session ${session}`, await sessionRecord(at, session));
  }
  for (const { id } of items) {
    answers.set(`commitment ${id}`, await commitmentRecord(at, id));
    answers.set(`timeline ${id}`, await timeline(at, id));
  }
  return answers;
};
