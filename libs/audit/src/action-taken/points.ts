import type { Text } from '@jwg/domain';
import {
  commitmentRecord,
  entriesAbout,
  type CommitmentRecord,
  type ForumRow,
  type JournalEntry,
  type RowsAt,
  type SaidStatement,
} from '@jwg/read-models';
import { deedsIn } from './deeds.js';
import type { ActionPoint, LeftOut, PointCommitment } from './report.js';
import { unansweredIn } from './unanswered.js';

/** Events of one commitment that a report looks at: the latest ones. */
export const MOST_EVENTS = 500;

export const inEnglish = (text: Text): string => text.en ?? Object.values(text)[0] ?? '';

/** What a statement is about: each commitment that it brought up or took up, or nothing that can be followed. */
export const pointsOf = (said: SaidStatement): (Omit<ActionPoint, 'commitment'> & { readonly about?: string })[] => {
  const point = (did: string) => ({
    statement: said.id,
    ...(said.paragraph !== undefined && { paragraph: said.paragraph }),
    did,
    decision: inEnglish(said.text),
    authority: said.authority,
    reference: said.source.reference,
  });
  const named = [
    ...said.undertakings.map((about) => ({ ...point('introduced'), about })),
    ...said.about.map(({ commitment, did }) => ({ ...point(did), about: commitment })),
  ];
  return named.length > 0 || !follows.has(said.class) ? named : [point(said.type)];
};

/** Classes of statements after which something is expected. */
const follows: ReadonlySet<string> = new Set(['operative', 'soft', 'pending']);

/** One commitment as the side answers for it, and the events that this rests on. */
export const commitmentIn = async (at: RowsAt, id: string, forum: ForumRow, side: string) => {
  const record = await commitmentRecord(at, id);
  if (!record) return undefined;
  const { entries, next } = await entriesAbout(at, id, { limit: MOST_EVENTS, order: 'newest' });
  const inOrder = entries.toSorted((a, b) => a.position - b.position);
  return { commitment: pointCommitment(record, inOrder, forum, side, leftOutOf(record, next)), entries: inOrder };
};

const lists: Readonly<Record<string, LeftOut>> = {
  dueHistory: 'dueMoves',
  evidence: 'evidence',
  setRight: 'corrections',
};

const leftOutOf = ({ shortened = [] }: CommitmentRecord, next: number | undefined): LeftOut[] => [
  ...(next === undefined ? [] : (['events'] as const)),
  ...shortened.flatMap((list) => lists[list] ?? []),
];

const pointCommitment = (
  record: CommitmentRecord,
  entries: readonly JournalEntry[],
  { institutions }: ForumRow,
  side: string,
  leftOut: readonly LeftOut[],
): PointCommitment => {
  const { id, title, status, adoption, flags, due, dueHistory, evidence, assessments } = record;
  const sideOf = (institution: string) => institutions.find((it) => it.id === institution)?.side;
  const nameOf = (institution: string) =>
    inEnglish(institutions.find((it) => it.id === institution)?.name ?? {}) || institution;
  const named = [
    ...record.lead.map((it) => ({ it, words: `${nameOf(it)} (lead)` })),
    ...record.support.map((it) => ({ it, words: nameOf(it) })),
  ];
  const responsible = named.filter(({ it }) => sideOf(it) === side).map(({ words }) => words);
  const others = named.filter(({ it }) => sideOf(it) !== side).map(({ words }) => words);
  const deeds = deedsIn(entries, record);
  const done = deeds.filter((it) => it.side === side).map(({ deed }) => deed);
  const doneByOthers = deeds.filter((it) => it.side !== side).map(({ deed }) => deed);
  return {
    ...{ id, title: inEnglish(title), status, adoption, flags, responsible, others },
    ...(due && { due }),
    dueMoves: dueHistory.map((it) => ({
      position: it.position,
      ...(it.due && { due: it.due }),
      on: it.occurredAt.value.slice(0, 10),
      ...(it.reason !== undefined && { reason: it.reason }),
    })),
    done,
    doneByOthers,
    evidence: evidence
      .filter((it) => !('retracted' in it && it.retracted))
      .map(({ position, reference, by }) => ({
        position,
        reference,
        ...(by && { by: by.institution ?? by.side }),
      })),
    assessments: assessments.map(({ position, by, rating, remarks }) => ({
      position,
      side: by.side,
      rating,
      ...(remarks !== undefined && { remarks }),
    })),
    ...(leftOut.length > 0 && { leftOut }),
    unanswered: unansweredIn(record, { side, responsible, others, done, doneByOthers }),
  };
};
