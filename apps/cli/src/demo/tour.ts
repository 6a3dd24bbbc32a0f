import { GetCommitment, GetMatrix, GetSession, ListSessions, parseInput } from '@jwg/application';
import type { App } from '../app.js';
import { minutesOf } from '../render/minutes.js';
import { renderMatrix } from '../render/matrix.js';
import { sessionsViews } from '../render/sessions.js';
import { sheetOf } from '../render/sheet.js';
import { wrap } from '../render/table.js';
import { due, inWords } from '../words.js';

type Queries = App['queries'];

/** What the demo shows one after the other: what happened, what the ledger says of it, and how to ask for more. */
interface Sight {
  readonly title: string;
  readonly story: string;
  readonly shown: string;
  readonly tries: readonly string[];
}

/** The text of the tour. `before`: the position up to which the made-up record was still wrong. */
export const tour = async (queries: Queries, before: number, command: (args: string) => string): Promise<string> => {
  const sights = await Promise.all([
    joint(queries),
    byItsMinutes(queries),
    decidedAbove(queries),
    voided(queries),
    corrected(queries, before),
  ]);
  const { width } = sheetOf({}, '');
  return [
    ...wrap('Real records: what each session did to each commitment, and the status when it closed.', width),
    '',
    await matrixOf(queries, 'cpec-jwg-st'),
    '',
    ...wrap(
      'Five things that happen to records, one of each. The bodies called cpec-… are real, and so is what is told of them. The bodies called sample-… are made up.',
      width,
    ),
    ...sights.flatMap(({ title, story, shown, tries }, n) => [
      '',
      `${n + 1}. ${title}`,
      ...wrap(story, width),
      '',
      shown,
      '',
      ...tries.map((it) => `  ${command(it)}`),
    ]),
  ].join('\n');
};

const matrixOf = async (queries: Queries, forum: string): Promise<string> => {
  const matrix = await queries.execute(parseInput(GetMatrix, { forum }));
  return renderMatrix(matrix, sheetOf({}, `as of position ${matrix.position}`));
};

const joint = async (queries: Queries): Promise<Sight> => ({
  title: 'One sitting of two bodies (real)',
  story:
    'The 6th session on Gwadar was also one of the group on socio-economic development. It is recorded once, and it is a column in the matrix of both.',
  shown: await matrixOf(queries, 'cpec-jwg-sed'),
  tries: ['matrix cpec-jwg-gwadar', 'matrix cpec-jwg-sed'],
});

const byItsMinutes = async (queries: Queries): Promise<Sight> => {
  const list = await queries.execute(parseInput(ListSessions, { forum: 'cpec-jwg-gwadar' }));
  return {
    title: 'A session that is known only by its minutes (real)',
    story:
      'Both sides signed the minutes of the 7th session on Gwadar on 14 October 2024. No report says when it was held. Its day stays unknown; nothing is guessed, and nothing is left out.',
    shown: sessionsViews.text(list, sheetOf({}, `as of position ${list.position}`)),
    tries: ['session cpec-jwg-gwadar.7'],
  };
};

const decidedAbove = async (queries: Queries): Promise<Sight> => ({
  title: 'A proposal that the committee above decided (made up)',
  story:
    'The working group could not decide on a training centre, and referred it. The committee accepted it. Both matrices show that.',
  shown: await matrixOf(queries, 'sample-group'),
  tries: ['matrix sample-committee', 'status sample-group.1.c2'],
});

const voided = async (queries: Queries): Promise<Sight> => {
  const record = await queries.execute(parseInput(GetSession, { sessionId: 'sample-group.1' }));
  const { width } = sheetOf({}, '');
  return {
    title: 'A signature that is void (made up)',
    story:
      'Side A signed the minutes. Then a mistyped due date was corrected in the record. A had not signed that text, so its signature is void: both sides sign a new version, or nothing is adopted.',
    shown: minutesOf(record)
      .flatMap((line) => wrap(line, width))
      .join('\n'),
    tries: ['session sample-group.1', 'timeline sample-group.1'],
  };
};

const corrected = async (queries: Queries, before: number): Promise<Sight> => {
  const id = 'sample-group.1.c1';
  const moments = [
    { name: 'as it was recorded, before the correction', asOf: String(before), asOfBasis: 'recorded' },
    { name: 'as it occurred, on 1 September 2024', asOf: '2024-09-01', asOfBasis: 'occurred' },
  ];
  const lines = moments.map(async ({ name, asOf, asOfBasis }) => {
    const it = await queries.execute(parseInput(GetCommitment, { commitmentId: id, asOf, asOfBasis }));
    return `${`${name}:`.padEnd(44)}due ${[due(it.due), ...it.flags.map(inWords)].join(', ')}`;
  });
  return {
    title: 'The same correction, seen in two ways (made up)',
    story:
      'The bridge was never due in June: that was a mistake of typing. What the ledger knew then still shows it; what had happened by then does not.',
    shown: (await Promise.all(lines)).join('\n'),
    tries: [`status ${id} --as-of ${before}`, `status ${id} --basis occurred --as-of 2024-09-01`],
  };
};
