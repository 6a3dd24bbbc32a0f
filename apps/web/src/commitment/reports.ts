import { toldIn, type Entry } from '../words/entry.js';

export interface LastReport {
  /** The last report in words. */
  readonly report?: { readonly narrative: string; readonly on: string };
  /** The last figure, which may be of an earlier report. */
  readonly percent?: { readonly value: number; readonly on: string };
  /** The day of completion, where it reported one and nothing after it took that back. */
  readonly completion?: string;
}

/** What a side last said of the work, by its institutions or its secretariat. */
export const lastReportOf = (side: string, entries: readonly Entry[]): LastReport => {
  const theirs = entries.filter((it) => it.side === side);
  const reports = theirs.filter(({ type }) => type === 'ProgressReported');
  const last = reports.at(-1);
  const figure = reports.findLast((it) => toldIn(it).percent !== undefined);
  const completion = theirs.findLast(({ type }) => type === 'CompletionReported');
  const narrative = last && toldIn(last).narrative;
  const value = figure && toldIn(figure).percent;
  return {
    ...(last && narrative !== undefined && { report: { narrative, on: last.occurredAt.value } }),
    ...(figure && value !== undefined && { percent: { value, on: figure.occurredAt.value } }),
    ...(completion && { completion: toldIn(completion).completedOn }),
  };
};
