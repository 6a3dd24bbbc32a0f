import { Value } from 'typebox/value';
import { acting } from '../metadata.js';
import {
  allow,
  requireHappened,
  requireInstitutions,
  requireSessionOf,
  requireSide,
  type Context,
} from '../context.js';
import { forumOf, sessionOf } from '../ids.js';
import type { Difference, Undertaking, UndertakingChanged } from '../vocabulary.js';
import { isStatement, sessionEvents, type SessionEvent, type StatementEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import { undertakingsIn, type Session } from './state.js';

export type MinutesCommand =
  | {
      type: 'DraftMinutes';
      data: {
        digest: string;
        languages: string[];
        /** Default: all statements that are not annulled. */
        statementIds?: string[];
        changes: UndertakingChanged[];
      };
    }
  | { type: 'CommentMinutes'; data: DataOf<'MinutesCommented'> }
  | { type: 'AgreeMinutesText'; data: DataOf<'MinutesTextAgreed'> }
  | { type: 'SignMinutes'; data: DataOf<'MinutesSignedBySide'> }
  | { type: 'CorrectRecord'; data: { eventId: string; field: string; new: unknown; reason: string } }
  | { type: 'AnnulRecord'; data: { eventId: string; reason: string } };

export const minutes = (command: MinutesCommand, state: Session, context: Context): SessionEvent[] => {
  if (state.phase === 'unknown') refuse('UNKNOWN_SESSION', 'This session has not been scheduled yet.');
  switch (command.type) {
    case 'DraftMinutes':
      return draft(command.data, state, context);
    case 'CommentMinutes':
      return comment(command.data, state, context);
    case 'AgreeMinutesText':
      return agree(command.data, state, context);
    case 'SignMinutes':
      return sign(command.data, state, context);
    case 'CorrectRecord':
      return correct(command.data, state, context);
    case 'AnnulRecord':
      return annul(command.data, state, context);
  }
};

const draft = (
  { digest, languages, statementIds: asked, changes }: Extract<MinutesCommand, { type: 'DraftMinutes' }>['data'],
  state: Session,
  context: Context,
): SessionEvent[] => {
  allow(context, 'recorder', 'secretariat');
  if (state.phase !== 'concluded')
    refuse('SESSION_NOT_CONCLUDED', `Minutes follow a concluded session; this one is ${state.phase}.`);
  if (state.inEffect)
    refuse('MINUTES_IN_EFFECT', 'Both sides have signed; what is signed changes only in a later session.');
  const standing = Object.keys(state.statements).filter((id) => !state.statements[id]!.annulled);
  const statementIds = asked ?? standing;
  for (const id of statementIds) {
    if (!Object.hasOwn(state.statements, id))
      refuse('UNKNOWN_STATEMENT', `There is no statement ${id} in this session.`, id);
    if (state.statements[id]!.annulled) refuse('STATEMENT_ANNULLED', `Statement ${id} was annulled.`, id);
  }
  const said = new Map(
    statementIds.flatMap((id) => state.statements[id]!.undertakings).map((it) => [it.commitmentId, it]),
  );
  const differences = changes.flatMap(({ commitmentId, ...fields }) => {
    const undertaking = said.get(commitmentId);
    if (!undertaking)
      return refuse('UNKNOWN_STATEMENT', `No statement of this version brings up ${commitmentId}.`, commitmentId);
    const { lead = [], support = [], beneficiaries = [] } = fields;
    requireInstitutions(context, ...lead, ...support, ...beneficiaries);
    requireSessionOf([forumOf(commitmentId), context.forum.parent], fields.due?.session);
    const diff = differencesOf(undertaking, fields);
    return diff.length > 0 ? [{ commitmentId, diff }] : [];
  });
  const text = { digest, languages, statementIds, changes: differences };
  if (Value.Equal(state.draft, { ...text, version: state.draft?.version })) return [];
  const version = (state.draft?.version ?? 0) + 1;
  return [{ type: 'MinutesDrafted', data: { version, ...text } }];
};

const differencesOf = (said: Undertaking, inText: Partial<Undertaking>): Difference[] =>
  Object.entries(inText).flatMap(([field, to]) => {
    const from = said[field as keyof Undertaking];
    return Value.Equal(from, to) ? [] : [{ field, ...(from !== undefined && { from }), to } as Difference];
  });

const comment = (data: DataOf<'MinutesCommented'>, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder', 'secretariat', 'coChair');
  latest(data.version, state);
  ofOwnSide(data.side, context);
  return [{ type: 'MinutesCommented', data }];
};

const agree = (data: DataOf<'MinutesTextAgreed'>, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder', 'secretariat');
  const { digest } = latest(data.version, state);
  if (digest !== data.digest) refuse('OTHER_DIGEST', `Version ${data.version} has the digest ${digest}.`);
  return state.agreedVersion === data.version ? [] : [{ type: 'MinutesTextAgreed', data }];
};

// The record binds when the second side signs the same digest, not before.
const sign = (data: DataOf<'MinutesSignedBySide'>, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder', 'coChair');
  ofOwnSide(data.side, context);
  const { version, digest } = latest(data.version, state);
  if (digest !== data.digest)
    refuse('OTHER_DIGEST', `Version ${version} has the digest ${digest}; a signature under another text binds nobody.`);
  requireHappened(context, data.signedOn);
  if (state.openedOn !== undefined && data.signedOn < state.openedOn)
    refuse('SIGNED_BEFORE_THE_SESSION', `The session was opened on ${state.openedOn}; minutes are signed afterwards.`);
  if (Object.hasOwn(state.signatures, data.side)) return [];
  const signature: SessionEvent = { type: 'MinutesSignedBySide', data };
  const [other] = Object.values(state.signatures);
  if (other === undefined) return [signature];
  const on = other > data.signedOn ? other : data.signedOn;
  return [signature, { type: 'MinutesEnteredIntoEffect', data: { version, digest, on, ...consequences(state) } }];
};

/** The commitments that the signed version adopts, and those that it leaves out. */
const consequences = ({ draft, statements }: Session): Pick<DataOf<'MinutesEnteredIntoEffect'>, 'adopts' | 'omits'> => {
  const inText = new Set(draft!.statementIds);
  const adopts = new Map<string, Difference[]>();
  const omitted = new Map<string, string>();
  for (const [statementId, { type, undertakings, settles, annulled }] of Object.entries(statements)) {
    if (annulled) continue;
    const broughtUp = undertakings.map(({ commitmentId }) => commitmentId);
    const accepted = type === 'ProposalAccepted' ? settles : [];
    if (!inText.has(statementId)) for (const id of [...broughtUp, ...accepted]) omitted.set(id, statementId);
    else if (type !== 'ProposalMade' && type !== 'RequestMade')
      for (const id of [...broughtUp, ...settles])
        adopts.set(id, [...(draft!.changes.find((change) => change.commitmentId === id)?.diff ?? [])]);
    else for (const id of broughtUp) omitted.delete(id);
  }
  return {
    adopts: [...adopts].map(([commitmentId, diff]) => ({ commitmentId, diff })),
    omits: [...omitted]
      .filter(([commitmentId]) => !adopts.has(commitmentId))
      .map(([commitmentId, statementId]) => ({ commitmentId, statementId })),
  };
};

const latest = (version: number, { draft }: Session) => {
  if (!draft) return refuse('NO_DRAFT', 'No minutes have been drafted for this session yet.');
  if (draft.version !== version) refuse('OTHER_VERSION', `The latest version is ${draft.version}, not ${version}.`);
  return draft;
};

const ofOwnSide = (side: string, context: Context): void => {
  requireSide(context, side);
  const who = acting(context.actor);
  if (who.role !== 'recorder' && who.side !== side) refuse('OTHER_SIDE', `Only ${side} speaks and signs for ${side}.`);
};

const correctable: Readonly<Record<string, readonly string[]>> = {
  SessionScheduled: ['venue', 'mode', 'plannedOn'],
  SessionOpened: ['coChairs', 'delegations'],
};

// The original event does not change by a byte; readers see both.
const correct = (
  { eventId, field, new: value, reason }: Extract<MinutesCommand, { type: 'CorrectRecord' }>['data'],
  state: Session,
  context: Context,
): SessionEvent[] => {
  allow(context, 'recorder');
  const original = originalOf(eventId, context);
  const fields = isStatement(original) ? ['text', 'paragraph'] : (correctable[original.type] ?? []);
  const data = original.data as Readonly<Record<string, unknown>>;
  if (!fields.includes(field))
    refuse(
      'NOT_CORRECTABLE',
      `Of ${original.type} only ${fields.join(', ') || 'nothing'} can be corrected; what was decided changes only by a new statement.`,
    );
  if (isStatement(original) && state.inEffect && state.draft!.statementIds.includes(original.data.statementId))
    refuse('SIGNED_TEXT', 'Both sides have signed this text.');
  if (!Value.Check(sessionEvents[original.type], { ...data, [field]: value }))
    refuse('NOT_CORRECTABLE', `The new value does not fit the field ${field} of ${original.type}.`);
  const key = `${eventId} ${field}`;
  const old = Object.hasOwn(state.corrections, key) ? state.corrections[key] : (data[field] ?? null);
  return Value.Equal(old, value)
    ? []
    : [{ type: 'RecordCorrected', data: { eventId, field, old, new: value, reason } }];
};

const annul = (
  { eventId, reason }: { eventId: string; reason: string },
  state: Session,
  context: Context,
): SessionEvent[] => {
  allow(context, 'recorder');
  const original = originalOf(eventId, context);
  if (!isStatement(original)) return refuse('NOT_CORRECTABLE', 'Only a statement can be annulled.');
  const { statementId } = original.data;
  const { annulled, undertakings } = state.statements[statementId]!;
  if (annulled) return [];
  if (state.inEffect && state.draft!.statementIds.includes(statementId))
    refuse('SIGNED_TEXT', 'Both sides have signed this statement.');
  if (hasEffects(original, state))
    refuse('HAS_EFFECTS', 'It changed what was there before it; a new statement in a session changes that again.');
  const elsewhere = new Set(
    Object.entries(state.statements)
      .filter(([id, it]) => id !== statementId && !it.annulled)
      .flatMap(([, it]) => [...it.undertakings.map(({ commitmentId }) => commitmentId), ...it.answers]),
  );
  const commitments = undertakings.map(({ commitmentId }) => commitmentId).filter((id) => !elsewhere.has(id));
  return [{ type: 'RecordAnnulled', data: { eventId, statementId, reason, commitments } }];
};

/** Whether the statement did more than bring something up. Only bringing up can be undone, by declining it. */
const hasEffects = (event: StatementEvent, { statements }: Session): boolean => {
  switch (event.type) {
    case 'ProjectInitiated':
    case 'ProposalAccepted':
    case 'ProposalDeclined':
    case 'ProposalWithdrawn':
    case 'CommitmentReviewed':
      return true;
    case 'InstrumentSigned':
    case 'BodyEstablished':
      return event.data.fulfils !== undefined;
    case 'RecommendationMade':
      return event.data.commitments.length > 0;
    default: {
      const { statementId } = event.data;
      const before = Object.keys(statements).slice(0, Object.keys(statements).indexOf(statementId));
      const known = new Set(before.flatMap((id) => statements[id]!.undertakings.map((it) => it.commitmentId)));
      return undertakingsIn(event).some(
        ({ commitmentId }) => sessionOf(commitmentId) !== sessionOf(statementId) || known.has(commitmentId),
      );
    }
  }
};

const originalOf = (eventId: string, { original }: Context): SessionEvent => {
  if (!original) return refuse('UNKNOWN_EVENT', `There is no event ${eventId} in this session.`, eventId);
  return original as SessionEvent;
};
