import { LedgerError } from '@jwg/event-sourcing';

/** What makes an entry implausible, and what can be done about it beside confirming it. */
export const doubts = {
  YEAR_BEFORE_1900: 'Write the year with its four digits, like 2024.',
  OVER_30_YEARS_AHEAD: 'Correct the year.',
  DUE_BEFORE_THE_SESSION: 'Correct the due date, or the day of the session.',
  COMPLETED_BEFORE_BEGUN: 'Correct the date, or the entry by which it began.',
  PERCENT_FELL: 'Correct the percentage; where work was lost, say so in the narrative.',
  SESSIONS_OUT_OF_ORDER: 'Correct the date, or the number of the session.',
  SESSION_OVER_A_MONTH: 'Correct one of the two days.',
  SESSION_BEFORE_ITS_FORUM: 'Correct the date, or since when the forum exists.',
  UNLISTED_VERB: 'Correct it, or add it to the forum (AddVerb).',
  VERB_OF_ANOTHER_KIND: 'Record the kind of statement that the verb makes, or give the verb that the minutes have.',
} as const satisfies Readonly<Record<string, string>>;

export type DoubtCode = keyof typeof doubts;
export const doubtCodes = Object.keys(doubts) as [DoubtCode, ...DoubtCode[]];

/** Something that the rules allow and that is probably a mistake. */
export interface Doubt {
  readonly code: DoubtCode;
  /** JSON pointer into the event's data; that of `provenance` for when it happened. */
  readonly field: string;
  readonly rule: string;
  readonly wayOut: string;
  /** Which of several events of one entry it is about, from 0. */
  readonly event?: number;
}

export const doubt = (code: DoubtCode, field: string, rule: string): Doubt => ({
  code,
  field,
  rule,
  wayOut: doubts[code],
});

/** The entry is implausible. It is taken as it is if the sender confirms each doubt by its code. */
export class Implausible extends LedgerError {
  override readonly name = 'Implausible';
  readonly kind = 'refused';
  override readonly type = 'implausible';
  override readonly detail: string;
  override readonly wayOut: string;
  readonly code: DoubtCode;
  readonly problems: readonly Omit<Doubt, 'event'>[];
  constructor(readonly found: readonly [Doubt, ...Doubt[]]) {
    const detail = found.map(({ field, rule, code }) => `${field} ${rule} (${code}).`).join(' ');
    super(detail);
    const [{ code, wayOut }] = found;
    this.code = code;
    this.problems = found.map(({ event: _, ...rest }) => rest);
    this.detail = detail;
    const codes = [...new Set(found.map((it) => it.code))].join(', ');
    this.wayOut = `${wayOut} If it is so, send it again with confirm: [${codes}].`;
  }
}
