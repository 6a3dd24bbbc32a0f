import { Value } from 'typebox/value';
import { streamName, type StoredEvent } from '@jwg/event-sourcing';
import { valuesOf } from '../by-id.js';
import { builtOnRecord } from '../commitment/record-corrected.js';
import { allow, requireHappened, requireInstitutions, requireSide, type Context } from '../context.js';
import { correctedTo, type Correctable, type Correction } from '../correction.js';
import { isBefore } from '../partial-dates.js';
import { carryIntoEffect } from '../policies/carry-into-effect.js';
import { setRight } from '../set-right.js';
import type { Numbers, Undertaking } from '../vocabulary.js';
import { originalOf, requireNoneLater } from './annulment.js';
import { requireDelegations } from './attendance.js';
import { asRecorded, requireChanges } from './changes.js';
import { isStatement, type Change, type SessionEvent, type StatementEvent } from './events.js';
import { requireServed } from './numbers.js';
import { checkOneSided } from './proposals.js';
import { requireLater } from './reach.js';
import { refuse, type DataOf } from './rules.js';
import { correctByBothSides, isSigned, requireSecretariat, takeBackAgreement } from './signed-text.js';
import { voided } from './signatures.js';
import { fieldsOfStatements, undertakingsIn } from './statement.js';
import type { Session } from './state.js';

/** The fields of each kind of entry that may be mistyped; of statements see `fieldsOfStatements`. */
export const correctable: Correctable<SessionEvent> = {
  MinutesDrafted: ['changes'],
  SessionScheduled: ['venue', 'mode', 'plannedOn', 'label', 'hostSide', 'numbers'],
  SessionRescheduled: ['plannedOn', 'reason'],
  SessionOpened: ['openedOn', 'coChairs', 'delegations'],
  SessionHeld: ['heldNotAfter', 'coChairs', 'delegations'],
  SessionDated: ['openedOn', 'coChairs', 'delegations'],
  SessionConcluded: ['concludedOn'],
  MinutesSignedBySide: ['signatory', 'office', 'signedOn'],
};

/** The commitments whose histories show what was built on the record as it reads. */
export const rereadBy = ({ field, new: value }: Correction, { statements, draft }: Session): string[] => {
  if (field !== 'undertakings' && field !== 'changes') return [];
  const before = itemsIn(field === 'changes' ? draft?.changes : []);
  const then = itemsIn(value);
  return valuesOf(statements)
    .flatMap(({ undertakings }) => undertakings.map(({ commitmentId }) => commitmentId))
    .filter((id) => !Value.Equal(before.get(id), then.get(id)));
};

/** What a list says of each commitment. Whether the list is sound, the rules tell. */
const itemsIn = (list: unknown): ReadonlyMap<unknown, unknown> =>
  new Map(Array.isArray(list) ? list.map((it: { commitmentId?: unknown } | null) => [it?.commitmentId, it]) : []);

/** What was entered was never so. The original event does not change by a byte; readers see both. */
export const correct = (correction: Correction, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder', 'secretariat');
  const original = asItReads(originalOf(correction.eventId, context), context);
  const signed = isSigned(original, state);
  if (original.type === 'MinutesDrafted' && !signed)
    refuse('NOT_CORRECTABLE', 'Draft the minutes again; the next version takes the place of this one.');
  if (signed) requireSecretariat(context);
  else allow(context, 'recorder');
  const corrected = correctedTo(
    original,
    correction,
    isStatement(original) ? fieldsOf(original) : correctable[original.type],
    'annul a statement that is wrong otherwise, and record it anew',
  );
  const { eventId, field, reason } = correction;
  const value = field === 'changes' ? asRecorded(correction.new as Change[], state) : correction.new;
  const statement: { statementId?: string } = isStatement(original) ? { statementId: original.data.statementId } : {};
  const data = { eventId, ...statement, field, old: corrected ? corrected.old : value, new: value, reason };
  if (!corrected || Value.Equal(data.old, value)) return signed ? takeBackAgreement(data, context) : [];
  requireSound({ ...correction, new: value }, original, state, context);
  requireNothingBuiltOn(data, state, context);
  if (signed) return correctByBothSides(data, context);
  const { statementId } = data;
  return [
    { type: 'RecordCorrected', data },
    ...(statementId === undefined ? [] : voided(state, 'corrected', statementId)),
  ];
};

/** What came of a commitment by the record as it reads is undone before the record reads otherwise. */
const requireNothingBuiltOn = (data: DataOf<'RecordCorrected'>, { id: session }: Session, { histories }: Context) => {
  const event = { type: 'RecordCorrected', data, stream: streamName({ category: 'session' }, session!) };
  for (const { id, command } of carryIntoEffect.react(event as StoredEvent<SessionEvent>))
    if (command.type === 'CorrectAdoption' || command.type === 'CorrectParticulars')
      requireNoneLater(id, builtOnRecord(command, histories.get(id) ?? []));
};

const asItReads = ({ id, type }: StoredEvent, { history }: Context): SessionEvent =>
  (setRight(history) as StoredEvent<SessionEvent>[]).find((it) => it.id === id) ??
  refuse('NOT_CORRECTABLE', `This ${type} was annulled; record anew what is so.`);

const fieldsOf = (statement: StatementEvent): readonly string[] =>
  'undertakings' in statement.data ? fieldsOfStatements : fieldsOfStatements.filter((it) => it !== 'undertakings');

/** A corrected value is held to the rules that the entry was held to. */
const requireSound = (
  { field, new: value }: Correction,
  original: SessionEvent,
  state: Session,
  context: Context,
): void => {
  const { openedOn, concludedOn, alsoServes } = state;
  if (field === 'changes') return requireChanges(value as Change[], state, context);
  if (field === 'undertakings')
    return requireSameItems(original as StatementEvent, value as Undertaking[], state, context);
  if (field === 'coChairs' || field === 'delegations') requireDelegations({ [field]: value }, context);
  if (field === 'numbers') requireServed(value as Numbers, alsoServes);
  if (field === 'hostSide') requireSide(context, value as string);
  if (field !== 'openedOn' && field !== 'concludedOn' && field !== 'signedOn') return;
  const date = value as string;
  requireHappened(context, date);
  if (field === 'signedOn' && openedOn !== undefined && date < openedOn)
    refuse('SIGNED_BEFORE_THE_SESSION', `The session was opened on ${openedOn}; minutes are signed afterwards.`);
  const [from, to] = field === 'openedOn' ? [date, concludedOn] : [openedOn, date];
  if (isBefore(to, from))
    refuse(
      'CONCLUDED_BEFORE_OPENED',
      'A session is concluded on the day on which it was opened, or later; correct the other day first.',
    );
};

/** Particulars may be corrected; which commitments a statement brings up may not. */
const requireSameItems = (
  original: StatementEvent,
  items: readonly Undertaking[],
  state: Session,
  context: Context,
): void => {
  const ids = undertakingsIn(original).map(({ commitmentId }) => commitmentId);
  if (items.length !== ids.length || items.some(({ commitmentId }, n) => commitmentId !== ids[n]))
    refuse(
      'NOT_CORRECTABLE',
      `The statement brings up ${ids.join(', ')}, in this order; annul it to record others.`,
      ...ids,
    );
  for (const { commitmentId, lead, support, beneficiaries, due } of items) {
    requireInstitutions(context, ...lead, ...support, ...beneficiaries);
    requireLater(commitmentId, { session: state.id!, context }, due?.session);
  }
  checkOneSided({ ...original, data: { ...original.data, undertakings: items } } as StatementEvent, [], {
    state,
    context,
  });
};
