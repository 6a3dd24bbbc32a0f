import { daysOf } from '../words/spans.js';
import { toldIn, type Entry, type EntryType } from '../words/entry.js';

/** One thing that happened: a statement with what it led to, or an act; and what was later set right about it. */
export interface Item {
  /** What the sentence tells. */
  readonly head: Entry;
  /** In the order of the ledger. */
  readonly entries: readonly Entry[];
  readonly corrections: readonly Entry[];
}

/** Entries that belong together, each in one item. What corrects an entry stands under it. */
export const itemsOf = (entries: readonly Entry[]): readonly Item[] => {
  const items: { entries: Entry[]; corrections: Entry[] }[] = [];
  const holding = (test: (entry: Entry) => boolean) => items.findLast((it) => it.entries.some(test));
  for (const entry of entries) {
    const corrected = correctedBy(entry);
    const under = corrected.length > 0 ? holding(({ eventId }) => corrected.includes(eventId)) : undefined;
    const with_ = under ?? causeOf(entry, holding);
    if (under) under.corrections.push(entry);
    else if (with_) with_.entries.push(entry);
    else items.push({ entries: [entry], corrections: [] });
  }
  return items.map(({ entries: all, corrections }) => ({ head: headOf(all), entries: all, corrections }));
};

const correctedBy = (entry: Entry): readonly string[] => {
  const { eventId, entries } = toldIn(entry);
  return setsRight.has(entry.type) ? [...(entries ?? []), ...(eventId === undefined ? [] : [eventId])] : [];
};

const causeOf = (entry: Entry, holding: (test: (it: Entry) => boolean) => { entries: Entry[] } | undefined) => {
  const { statement, session } = toldIn(entry);
  if (statement !== undefined) {
    const said = holding((it) => toldIn(it).statementId === statement);
    if (said) return said;
  }
  if (!byMinutes.has(entry.type)) return undefined;
  return holding(({ type, session: of }) => type === 'MinutesEnteredIntoEffect' && of === session);
};

/** What a review led to says more than that there was one; elsewhere the statement says most. */
const headOf = (entries: readonly Entry[]): Entry => {
  const [first, ...effects] = entries as [Entry, ...Entry[]];
  const tells = first.type === 'CommitmentReviewed' || first.type === 'MinutesEnteredIntoEffect';
  return tells ? (effects[0] ?? first) : first;
};

const setsRight: ReadonlySet<EntryType> = new Set<EntryType>([
  ...(['EntryCorrected', 'EntryWithdrawn', 'EffectTakenBack', 'RecordCorrected', 'RecordAnnulled'] as const),
]);
const byMinutes: ReadonlySet<EntryType> = new Set<EntryType>([
  ...(['CommitmentAdopted', 'CommitmentAdoptedWithChanges', 'AdoptionConfirmed', 'CommitmentNotAdopted'] as const),
]);
const reports: ReadonlySet<EntryType> = new Set<EntryType>([
  ...(['ProgressReported', 'ProgressAssessed', 'CompletionReported', 'WorkStarted'] as const),
  ...(['MilestoneDefined', 'MilestoneReached', 'EvidenceAttached', 'EvidenceRetracted'] as const),
]);

export const shows = ['changed', 'said', 'reports'] as const;
export type Show = (typeof shows)[number];

/** @param moved  the events that moved an axis */
export const filtered = (items: readonly Item[], show: Show | undefined, moved: ReadonlySet<string>) =>
  items.filter(({ entries, head }) => {
    switch (show) {
      case undefined:
        return true;
      case 'changed':
        return entries.some(({ eventId }) => moved.has(eventId));
      case 'said':
        return entries.some((it) => toldIn(it).statementId !== undefined);
      case 'reports':
        return reports.has(head.type);
    }
  });

export const orders = ['recorded'] as const;
export type Order = (typeof orders)[number];

/** Newest first, by when it happened unless by when it was recorded. */
export const newestFirst = (items: readonly Item[], order: Order | undefined): readonly Item[] =>
  items.toSorted((a, b) => {
    const happened = daysOf(b.head.occurredAt.value).last.getTime() - daysOf(a.head.occurredAt.value).last.getTime();
    return (order === 'recorded' ? 0 : happened) || b.head.position - a.head.position;
  });
