import type { StoredEvent } from '@jwg/event-sourcing';
import type { LedgerEvent } from '../catalogue.js';
import { commitmentEvents, type CommitmentEvent } from '../commitment/events.js';
import type { Context } from '../context.js';
import { acting } from '../metadata.js';
import { sessionEvents, type SessionEvent } from '../session/events.js';
import type { Session } from '../session/state.js';
import { ancient } from './dates.js';
import { Implausible, type Doubt, type DoubtCode } from './doubt.js';
import { ofCommitments } from './of-commitments.js';
import { ofSessions } from './of-sessions.js';

/**
 * What is implausible about an entry: the one place that says so, for every way in. The rules have allowed it already.
 *
 * @param state  of the entry's own stream, before it
 */
export const doubtsAbout = (event: LedgerEvent, state: unknown, context: Context): Doubt[] => {
  const corrected = correctedBy(event, context);
  if (corrected) return ofCorrection(corrected, state, context);
  const tooOld = ancient(event.data, context.occurredAt);
  const others = [
    ...(isOf(sessionEvents, event) ? ofSessions(event as SessionEvent, state as Session, context) : []),
    ...(isOf(commitmentEvents, event) ? ofCommitments(event as CommitmentEvent, context) : []),
  ];
  return [...tooOld, ...others.filter(({ field }) => !tooOld.some((it) => it.field === field))];
};

const isOf = (events: object, { type }: LedgerEvent): boolean => Object.hasOwn(events, type);

interface Corrected {
  readonly field: string;
  readonly entry: LedgerEvent;
  /** What was there before the entry. */
  readonly history: readonly StoredEvent[];
}

/** The entry that a correction is about, with the new value. */
const correctedBy = ({ type, data }: LedgerEvent, context: Context): Corrected | undefined => {
  if (type !== 'RecordCorrected' && type !== 'EntryCorrected' && type !== 'ForumCorrected') return undefined;
  const { history } = context; // read only where an entry is corrected
  const place = history.findIndex(({ id }) => id === data.eventId);
  if (place < 0) return undefined;
  const original = history[place] as StoredEvent<LedgerEvent>;
  const entry = { type: original.type, data: { ...original.data, [data.field]: data.new } } as LedgerEvent;
  return { field: data.field, entry, history: history.slice(0, place) };
};

/** Only what the new value makes doubtful; what was so before was answered then. */
const ofCorrection = ({ field, entry, history }: Corrected, state: unknown, context: Context): Doubt[] =>
  doubtsAbout(entry, state, { ...context, occurredAt: undefined, recall: undefined, history })
    .filter((it) => it.field === `/${field}` || it.field.startsWith(`/${field}/`))
    .map((it) => ({ ...it, field: `/new${it.field.slice(field.length + 1)}` }));

/**
 * The codes of the doubts with which a decision is accepted, because its sender confirmed them. A policy only carries
 * out what was accepted already.
 *
 * @throws Implausible  with every doubt, if one of them was not confirmed
 */
export const acceptedDoubts = <E extends LedgerEvent, S>(
  events: readonly E[],
  evolve: (state: S, event: E) => S,
  { state, context, confirmed }: { state: S; context: Context; confirmed: readonly string[] },
): DoubtCode[] => {
  if (acting(context.actor).role === 'policy') return [];
  let now = state;
  const all = events.flatMap((event, n) => {
    // With a second consent comes what both consent to, which is doubted by itself.
    const isHalf = event.type === 'ConsentGiven' && events.length > 1;
    const found = isHalf ? [] : doubtsAbout(event, now, context);
    now = evolve(now, event);
    return found.map((it) => ({ ...it, event: n }));
  });
  const [first, ...others] = all;
  if (first && all.some(({ code }) => !confirmed.includes(code))) throw new Implausible([first, ...others]);
  return [...new Set(all.map(({ code }) => code))];
};
