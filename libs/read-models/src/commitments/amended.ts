import { renamed, type Evidence } from '@jwg/domain';
import { orderOf, type Citation, type Entered } from '../events/citation.js';
import { wholeLists } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import { commitments } from './projection.js';
import type { Amendment } from './amendment.js';

/** `retracted`: why it no longer counts. */
export type GivenEvidence = Evidence & { readonly interim?: true; readonly retracted?: string } & Entered;

/** What still backs its completion. */
export const backing = (evidence: readonly GivenEvidence[]): readonly GivenEvidence[] =>
  evidence.filter(({ interim, retracted }) => !interim && retracted === undefined);

export const amendmentsOf = async (reader: RowReader, id: string): Promise<readonly Amendment[]> =>
  (await wholeLists(reader, commitments, [id], 'amendments')).get(id) ?? [];

/** The entries without those that were taken back, and each as it was corrected. */
export const amended = <Entry extends Citation>(
  entries: readonly Entry[],
  amendments: readonly Amendment[],
): Entry[] => {
  const withdrawn = new Set(amendments.flatMap((it) => ('withdraws' in it ? it.withdraws : [])));
  return entries
    .filter(({ eventId }) => !withdrawn.has(eventId))
    .map((entry) =>
      amendments.reduce<Entry>(
        (it, by) => ('corrects' in by && by.corrects === it.eventId ? { ...it, [by.field]: by.value } : it),
        withMoves(entry, amendments),
      ),
    );
};

/** The entry, said where its statement was made. */
export const withMoves = <Entry extends Citation>(entry: Entry, amendments: readonly Amendment[]): Entry =>
  amendments.reduce<Entry>((it, by) => ('moves' in by && by.moves.includes(it.eventId) ? renamed(it, by) : it), entry);

/** Evidence, each with the latest reason for which it was retracted after it was given. */
export const amendedEvidence = (
  evidence: readonly (Evidence & { interim?: true } & Entered)[],
  amendments: readonly Amendment[],
): GivenEvidence[] =>
  amended(evidence, amendments).map((it) => {
    const why = amendments.findLast((by) => 'retracts' in by && by.retracts === it.reference && by.place > orderOf(it));
    return why && 'reason' in why ? { ...it, retracted: why.reason } : it;
  });
