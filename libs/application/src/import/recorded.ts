import { isStatement, type EventType } from '@jwg/domain';
import type { Ledger, LedgerStoredEvent } from '@jwg/platform';
import { declarationOf, type Fields } from '../on.js';
import type { LedgerCommand } from '../ledger-command.js';
import { setAsideIn, type SetAside } from './set-aside.js';
import type { ImportStep } from './step.js';

/** The event by which each of these commands does what can be done once only. Somebody may have done it by hand. */
const once: Readonly<Record<string, EventType>> = {
  EstablishForum: 'ForumEstablished',
  RegisterInstitution: 'InstitutionRegistered',
  RegisterLegacyCommitment: 'CommitmentRegistered',
  ScheduleSession: 'SessionScheduled',
  OpenSession: 'SessionOpened',
  RecordHeldSession: 'SessionHeld',
  ConcludeSession: 'SessionConcluded',
  SignMinutes: 'MinutesSignedBySide',
  AgreeMinutesText: 'MinutesTextAgreed',
};
/** The fields that tell two such acts in one stream apart. */
const identity = ['institution', 'side', 'version'] as const;

export interface Recorded {
  readonly recorded: readonly LedgerStoredEvent[];
  readonly corrections: readonly LedgerStoredEvent[];
  /** What the ledger had of the step, and the event that took it away. */
  readonly setAside?: SetAside;
}

/** What the ledger has already of a step: by an earlier import, or because somebody recorded the same by hand. */
export const recordOf = async (ledger: Ledger, step: ImportStep, command: LedgerCommand): Promise<Recorded> => {
  const { decider, idField } = declarationOf(step.kind);
  const fields = command as LedgerCommand & Fields;
  const history = await ledger.history(decider.category, fields[idField] as string);
  const own = history.filter(
    ({ metadata }) =>
      metadata.commandId === step.commandId || (metadata.commandId === step.formerId && isBy(metadata, step.by)),
  );
  const byHand = history.filter(
    ({ type, data }) =>
      (isStatement({ type }) && (data as Fields).statementId === step.statement) ||
      (type === once[step.kind.name] && identity.every((it) => isSame(fields[it], (data as Fields)[it]))),
  );
  const corrections = history.filter(({ type }) => type.endsWith('Corrected'));
  const asideBy = setAsideIn(history);
  const stands = ({ id }: LedgerStoredEvent): boolean => !asideBy.has(id);
  if (own[0] && stands(own[0])) return { recorded: own, corrections };
  const standing = byHand.filter(stands);
  const gone = own[0] ?? byHand.at(-1);
  if (standing.length > 0 || !gone) return { recorded: standing, corrections };
  return { recorded: [], corrections, setAside: { entry: gone, by: asideBy.get(gone.id)! } };
};

const isSame = (said: unknown, recorded: unknown): boolean =>
  said === undefined || recorded === undefined || said === recorded;

const isBy = ({ actor }: LedgerStoredEvent['metadata'], by: ImportStep['by']): boolean =>
  actor.onBehalfOf?.side === by?.side && actor.onBehalfOf?.institution === by?.institution;
