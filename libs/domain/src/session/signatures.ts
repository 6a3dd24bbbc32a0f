import { entriesOf } from '../by-id.js';
import { allow, requireHappened, requireSide, type Context } from '../context.js';
import { acting } from '../metadata.js';
import type { Difference } from '../vocabulary.js';
import type { SessionEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import type { Draft } from './draft.js';
import type { Session } from './state.js';

export const comment = (data: DataOf<'MinutesCommented'>, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder', 'secretariat', 'coChair');
  latest(data.version, state);
  ofOwnSide(data.side, context);
  return [{ type: 'MinutesCommented', data }];
};

/** A secretariat agrees for its own side; a recorder enters that both did. */
export const agree = (
  { version, digest: asked }: DataOf<'MinutesTextAgreed'>,
  state: Session,
  context: Context,
): SessionEvent[] => {
  allow(context, 'recorder', 'secretariat');
  const { digest } = upToDate(latest(version, state));
  if (digest !== asked) refuse('OTHER_DIGEST', `Version ${version} has the digest ${digest}.`);
  const { role, side } = acting(context.actor);
  const forSide = role === 'secretariat' ? side : undefined;
  const isAgreed = state.agreedVersion === version || (forSide !== undefined && state.agreedBy.includes(forSide));
  const data = { version, digest, ...(forSide !== undefined && { side: forSide }) };
  return isAgreed ? [] : [{ type: 'MinutesTextAgreed', data }];
};

/**
 * The record binds when the second side signs the same digests, not before: that of the paper, and that of the record.
 * A signer who does not name the record's digest signs the record of the version.
 */
export const sign = (asked: DataOf<'MinutesSignedBySide'>, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder', 'coChair');
  ofOwnSide(asked.side, context);
  const draft = latest(asked.version, state);
  const { version, digest, record } = draft;
  const data = { ...asked, ...(record !== undefined && { record }) };
  if (digest !== data.digest)
    refuse('OTHER_DIGEST', `Version ${version} has the digest ${digest}; a signature under another text binds nobody.`);
  if (asked.record !== undefined && asked.record !== record)
    refuse('OTHER_RECORD', `The record of version ${version} is not what the signer saw; read that version again.`);
  if (Object.hasOwn(state.signatures, data.side)) return [];
  upToDate(draft);
  requireHappened(context, data.signedOn);
  if (state.openedOn !== undefined && data.signedOn < state.openedOn)
    refuse('SIGNED_BEFORE_THE_SESSION', `The session was opened on ${state.openedOn}; minutes are signed afterwards.`);
  const signature: SessionEvent = { type: 'MinutesSignedBySide', data };
  const [other] = Object.values(state.signatures);
  if (other === undefined) return [signature];
  const on = other > data.signedOn ? other : data.signedOn;
  return [signature, { type: 'MinutesEnteredIntoEffect', data: { version, digest, on, ...consequences(state) } }];
};

/** The commitments that the signed version adopts, and those that it leaves out. */
const consequences = ({ draft, statements }: Session): Pick<DataOf<'MinutesEnteredIntoEffect'>, 'adopts' | 'omits'> => {
  const inText = new Set(draft!.statementIds);
  const adopts = new Map<string, { diff: Difference[]; reviewed?: true }>();
  const omitted = new Map<string, string>();
  for (const [statementId, { type, undertakings, settles, annulled }] of entriesOf(statements)) {
    if (annulled) continue;
    const broughtUp = undertakings.map(({ commitmentId }) => commitmentId);
    const accepted = type === 'ProposalAccepted' ? settles : [];
    const reviewed = type === 'CommitmentReviewed' ? settles : [];
    if (!inText.has(statementId)) for (const id of [...broughtUp, ...accepted]) omitted.set(id, statementId);
    else if (type !== 'ProposalMade' && type !== 'RequestMade') {
      for (const id of reviewed) if (!adopts.has(id)) adopts.set(id, { diff: [], reviewed: true });
      for (const id of [...broughtUp, ...accepted])
        adopts.set(id, { diff: [...(draft!.changes.find((change) => change.commitmentId === id)?.diff ?? [])] });
    } else for (const id of broughtUp) omitted.delete(id);
  }
  return {
    adopts: [...adopts].map(([commitmentId, how]) => ({ commitmentId, ...how })),
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

/** Throws if the record was changed after the version was drafted: its text would bind what nobody read in it. */
const upToDate = (draft: Draft): Draft => {
  if (draft.outdated)
    refuse(
      'DRAFT_OUTDATED',
      `The record was changed after version ${draft.version} was drafted; draft the minutes again, and sign the new version.`,
    );
  return draft;
};

/** The event that makes the signatures void after a change of what they were given for; none if nobody has signed. */
export const voided = (
  { draft, signatures, inEffect }: Session,
  because: DataOf<'SignaturesVoided'>['because'],
  statementId: string,
): SessionEvent[] => {
  const sides = Object.keys(signatures);
  const isInText = because === 'added' || draft?.statementIds.includes(statementId);
  if (!draft || inEffect || sides.length === 0 || !isInText) return [];
  return [{ type: 'SignaturesVoided', data: { version: draft.version, sides, because, statementId } }];
};

const ofOwnSide = (side: string, context: Context): void => {
  requireSide(context, side);
  const who = acting(context.actor);
  if (who.role !== 'recorder' && who.side !== side) refuse('OTHER_SIDE', `Only ${side} speaks and signs for ${side}.`);
};
