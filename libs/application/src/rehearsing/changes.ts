import {
  axesAfter,
  notRegistered,
  ruleOf,
  sameAxes,
  statusOf,
  type Axes,
  type LedgerEvent,
  type Status,
  type Visibility,
} from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import type { LedgerStoredEvent } from '@jwg/platform';

/** An event that is not written. */
export interface RehearsedEvent {
  /** The forum, session or commitment that it would be about. */
  readonly subject: string;
  readonly type: LedgerEvent['type'];
  readonly data: LedgerEvent['data'];
  readonly visibility: Visibility;
}

export interface RehearsedAxes extends Axes {
  readonly status: Status;
}

/** Where a commitment stands before and after a command. */
export interface RehearsedCommitment {
  readonly commitmentId: string;
  /** Missing if it would begin by this. */
  readonly before?: RehearsedAxes;
  /** Missing if it would not begin, because an effect could not be applied. */
  readonly after?: RehearsedAxes;
  /** The transitions of the table by which it would move, in order; empty if its status would stay. */
  readonly rules: readonly string[];
}

export const toRehearsedEvent = ({ stream, type, data, metadata }: LedgerStoredEvent): RehearsedEvent => ({
  subject: idOf(stream),
  type,
  data,
  visibility: metadata.visibility,
});

/** A rehearsed event has no position. */
export const isRehearsed = ({ position }: LedgerStoredEvent): boolean => position < 0;

/** What the rehearsed events of a commitment do to its axes. */
export const changeOf = (commitmentId: string, history: readonly LedgerStoredEvent[]): RehearsedCommitment => {
  const from = axesOf(
    undefined,
    history.filter((event) => !isRehearsed(event)),
  );
  const to = axesOf(from.axes, history.filter(isRehearsed));
  return {
    commitmentId,
    ...(from.axes && { before: withStatus(from.axes) }),
    ...(to.axes && { after: withStatus(to.axes) }),
    rules: to.rules,
  };
};

/** The axes after these events, and the transitions on the way; no axes before the registration. */
const axesOf = (axes: Axes | undefined, events: readonly LedgerStoredEvent[]) =>
  events.reduce<{ axes: Axes | undefined; rules: string[] }>(
    ({ axes: before, rules }, event) => {
      const after = axesAfter(before ?? notRegistered, event);
      if (before ? sameAxes(before, after) : event.type !== 'CommitmentRegistered') return { axes: before, rules };
      const rule = ruleOf(event.type, before, after);
      return { axes: after, rules: rule === undefined ? rules : [...rules, rule] };
    },
    { axes, rules: [] },
  );

const withStatus = ({ adoption, implementation, disposition }: Axes): RehearsedAxes => {
  const axes = { adoption, implementation, disposition };
  return { ...axes, status: statusOf(axes) };
};
