import type { StoredEvent } from '@jwg/event-sourcing';
import { entriesOf, idIn } from '../by-id.js';
import { builtOn, effectOf } from '../commitment/undo.js';
import { allow, type Context } from '../context.js';
import { carryIntoEffect } from '../policies/carry-into-effect.js';
import { annulAddition, isAddition } from './additions.js';
import { broughtUpBy } from './brought-up.js';
import { isStatement, type SessionEvent, type StatementEvent } from './events.js';
import { countAgain } from './late.js';
import { refuse, type DataOf } from './rules.js';
import { voided } from './signatures.js';
import type { Session } from './state.js';

export interface Annulment {
  readonly eventId: string;
  readonly reason: string;
}

/** What was entered by mistake falls, with all that rests on it, unless something else was built on it since. */
export const annul = (annulment: Annulment, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder');
  const original = originalOf(annulment.eventId, context);
  if (isStatement(original)) return annulStatement(original, annulment.reason, state, context);
  if (original.type === 'MinutesSignedBySide') return annulSignature(original, annulment.reason, state, context);
  if (isAddition(original)) return annulAddition(original, annulment.reason, context);
  return refuse(
    'NOT_CORRECTABLE',
    `A statement, a signature or an addition can be annulled; of ${original.type} single fields can be corrected.`,
  );
};

const annulStatement = (
  original: StoredEvent<StatementEvent>,
  reason: string,
  state: Session,
  context: Context,
): SessionEvent[] => {
  const { statementId } = original.data;
  if (idIn(state.statements, statementId)!.annulled) return [];
  if (state.inEffect && state.draft!.statementIds.includes(statementId))
    refuse('SIGNED_TEXT', 'Both sides have signed this statement.');
  const broughtUp = broughtUpBy(original, state);
  const elsewhere = broughtUpElsewhere(statementId, state);
  const commitments = broughtUp.filter((id) => !elsewhere.has(id));
  const takesBack = reachedBy(original).filter((id) => !broughtUp.includes(id));
  const cause = { cause: original.id, statement: statementId };
  requireNothingBuiltOn(cause, [...commitments, ...takesBack], context);
  requireNothingSaidOf(commitments, statementId, state);
  return [
    {
      type: 'RecordAnnulled',
      data: {
        eventId: original.id,
        statementId,
        reason,
        commitments,
        ...(takesBack.length > 0 && { takesBack }),
      },
    },
    ...voided(state, 'annulled', statementId),
  ];
};

/** If the minutes were in effect by this signature, they no longer are, and what they did is taken back. */
const annulSignature = (
  { id: eventId, data: { side, version } }: StoredEvent<Extract<SessionEvent, { type: 'MinutesSignedBySide' }>>,
  reason: string,
  state: Session,
  context: Context,
): SessionEvent[] => {
  if (!Object.hasOwn(state.signatures, side) || state.draft!.version !== version) return [];
  const annulled: SessionEvent = { type: 'SignatureAnnulled', data: { eventId, side, version, reason } };
  const inEffect = state.inEffect ? entryIntoEffect(context.history) : undefined;
  if (!inEffect) return [annulled];
  const commitments = reachedBy(inEffect);
  requireNothingBuiltOn({ cause: inEffect.id }, commitments, context);
  const { digest } = inEffect.data;
  const takenBack: DataOf<'MinutesEffectTakenBack'> = { version, digest, eventId: inEffect.id, reason, commitments };
  return [annulled, { type: 'MinutesEffectTakenBack', data: takenBack }, ...countAgain(reason, state, context.history)];
};

/** The commitments whose histories show what was built on an entry. */
export const reachOf = (eventId: string, history: readonly StoredEvent[]): string[] => {
  const original = history.find(({ id }) => id === eventId) as StoredEvent<SessionEvent> | undefined;
  if (original?.type !== 'MinutesSignedBySide') return original ? reachedBy(original) : [];
  const inEffect = entryIntoEffect(history);
  return inEffect ? reachedBy(inEffect) : [];
};

/** The commitments that an event leads to an effect on. */
const reachedBy = (event: StoredEvent<SessionEvent>): string[] => [
  ...new Set(carryIntoEffect.react(event).map(({ id }) => id)),
];

type EntryIntoEffect = Extract<SessionEvent, { type: 'MinutesEnteredIntoEffect' }>;
const entryIntoEffect = (history: readonly StoredEvent[]): StoredEvent<EntryIntoEffect> | undefined =>
  (history as readonly StoredEvent<SessionEvent>[]).findLast(({ type }) => type === 'MinutesEnteredIntoEffect') as
    StoredEvent<EntryIntoEffect> | undefined;

/** The commitments that other statements bring up or answer. */
const broughtUpElsewhere = (statementId: string, { statements }: Session): Set<string> =>
  new Set(
    entriesOf(statements)
      .filter(([id, { annulled }]) => id !== statementId && !annulled)
      .flatMap(([, it]) => [...it.undertakings.map(({ commitmentId }) => commitmentId), ...it.answers]),
  );

const requireNothingBuiltOn = (
  cause: Parameters<typeof effectOf>[0],
  commitments: readonly string[],
  { histories }: Context,
): void => {
  for (const id of commitments) requireNoneLater(id, builtOn(histories.get(id) ?? [], effectOf(cause)));
};

/** Throws if this came of a commitment since, and rests on what is to fall. */
export const requireNoneLater = (id: string, later: Pick<StoredEvent, 'type' | 'data'> | undefined): void => {
  if (!later) return;
  const { statement = '' } = later.data as { statement?: string };
  refuse(
    'BUILT_ON',
    `${later.type}${statement && ` by ${statement}`} came after it on ${id} and rests on it; undo that first.`,
    ...(statement ? [id, statement] : [id]),
  );
};

/** A statement of this session may act on a commitment before its effect has been carried out. */
const requireNothingSaidOf = (commitments: readonly string[], statementId: string, { statements }: Session): void => {
  for (const [id, { annulled, settles }] of entriesOf(statements)) {
    const settled = settles.find((it) => commitments.includes(it));
    if (!annulled && id !== statementId && settled !== undefined)
      refuse('BUILT_ON', `${id} settles ${settled}; annul ${id} first.`, id, settled);
  }
};

/** The event of this session that an entry is about, as it was entered. */
export const originalOf = (eventId: string, { history }: Context): StoredEvent<SessionEvent> => {
  const original = history.find(({ id }) => id === eventId);
  if (!original) return refuse('UNKNOWN_EVENT', `There is no event ${eventId} in this session.`, eventId);
  return original as StoredEvent<SessionEvent>;
};
