import type { LedgerStoredEvent } from '@jwg/platform';
import type { Found } from './problem.js';
import { stepIdOf, type ImportStep } from './step.js';

/** An entry that was annulled or withdrawn, and the event that did so. */
export interface SetAside {
  readonly entry: LedgerStoredEvent;
  readonly by: LedgerStoredEvent;
}

/** The entries of a stream that do not stand any more, each with the event that set it aside. */
export const setAsideIn = (history: readonly LedgerStoredEvent[]): ReadonlyMap<string, LedgerStoredEvent> => {
  const aside = new Map<string, LedgerStoredEvent>();
  for (const [n, event] of history.entries()) {
    const { type, data } = event;
    if (
      type === 'RecordAnnulled' ||
      type === 'SignatureAnnulled' ||
      type === 'AdditionAnnulled' ||
      type === 'EntryWithdrawn'
    )
      aside.set(data.eventId, event);
    if (type === 'SessionAnnulled') for (const { id } of history.slice(0, n)) if (!aside.has(id)) aside.set(id, event);
  }
  return aside;
};

/** Whether the file itself says that this was a mistake, or the ledger has it in another session. */
export const isSettled = ({ by }: SetAside, ids: ReadonlySet<string>): boolean =>
  ids.has(by.metadata.commandId) || (by.type === 'RecordAnnulled' && by.data.movedTo !== undefined);

/** The same step, done anew: what the ledger had of it was something else, and does not stand any more. */
export const anew = (step: ImportStep, { by }: SetAside): ImportStep => ({
  ...step,
  commandId: stepIdOf(step.commandId, by.id),
});

/** The file has what the record says never was. */
export const noLongerThere = (step: ImportStep, { by }: SetAside): Found => {
  const { reason } = by.data as { reason: string };
  const ofSession = by.type === 'SessionAnnulled';
  return {
    path: step.at,
    code: SET_ASIDE,
    rule: `was ${by.type === 'EntryWithdrawn' ? 'withdrawn' : 'annulled'} in the record${ofSession ? ' with its session' : ''} (${reason}).`,
    wayOut: ofSession
      ? 'Leave the session out, or schedule it anew by ScheduleSession first.'
      : `Say so in this file as well (followUps: ${by.type === 'EntryWithdrawn' ? 'WithdrawEntry' : 'AnnulRecord'}), or leave it out.`,
  };
};

export const SET_ASIDE = 'SET_ASIDE';
