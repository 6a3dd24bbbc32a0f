import { ruleOf, sortable, wordsOfRule, type CommitmentEvent, type Movable, type Move } from '@jwg/domain';
import { causingStatement, cite, type Citation, type Entered, type Recorded } from '../events/citation.js';
import { valuesApart } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import type { Signature } from '../sessions/parts.js';
import { sessions } from '../sessions/projection.js';
import type { WholeSession } from '../sessions/row.js';
import { statements, type StatementRow } from '../sessions/statements.js';

export type OwnEvent = Recorded<CommitmentEvent>;

/** From what was said or signed, through the policy, to an event and the rule by which it moved something. */
export interface ReasonLink {
  /** What a session said, in the words of the record. */
  readonly statement?: StatementLink;
  /** The text that both sides signed. */
  readonly minutes?: MinutesLink;
  /** The policy that carried it into effect; missing where somebody recorded the event. */
  readonly policy?: string;
  readonly event?: EventLink;
  /** Of an event by which something was set right: what was never so, and why. */
  readonly setRight?: SetRightLink;
  readonly rule?: RuleLink;
}

export interface SetRightLink {
  /** Missing where nothing was wrong but the session in which it had been entered. */
  readonly reason?: string;
  /** The field of the entry that was wrong, with what it said and what it should have said; missing where all of it was. */
  readonly field?: string;
  readonly old?: unknown;
  readonly new?: unknown;
  /** The correction of a statement that the policy carried here, and who made it. */
  readonly follows?: CorrectionLink;
}

export interface CorrectionLink extends Partial<Pick<Entered, 'by' | 'enteredBy'>> {
  readonly position: number;
}

export interface StatementLink
  extends Pick<StatementRow, 'id' | 'session' | 'type' | 'paragraph' | 'text' | 'speaker'>, Citation {
  readonly annulled?: AnnulmentLink;
}

/** The event that says of a statement that it should never have been recorded, and why. */
export interface AnnulmentLink {
  readonly position: number;
  readonly reason: string;
}

export interface MinutesLink {
  readonly session: string;
  readonly version: number;
  readonly digest: string;
  readonly signatures: readonly Signature[];
}

export interface EventLink extends Citation {
  readonly type: CommitmentEvent['type'];
  readonly recordedAt: string;
}

/** A transition of the domain's table, and what it says. */
export interface RuleLink {
  readonly number: string;
  readonly says: string;
}

/** The link that ends with this event. */
export const linkOf = async (reader: RowReader, event: OwnEvent, rule?: string): Promise<ReasonLink> => {
  const said = causingStatement(event);
  const statement = said === undefined ? undefined : await statementLink(reader, said);
  const minutes = await minutesLink(reader, event);
  const { actor } = event.metadata;
  return {
    ...(statement && { statement }),
    ...(minutes && { minutes }),
    ...(actor.role === 'policy' && { policy: actor.id }),
    event: { ...cite(event), type: event.type, recordedAt: event.recordedAt },
    ...(rule !== undefined && { rule: { number: rule, says: wordsOfRule(rule) } }),
  };
};

/** The link of a move, with the rule of the domain's table. All fields begin with the registration; its rule is about the adoption. */
export const moveLink = (
  reader: RowReader,
  field: Movable,
  { event, before, after }: Move<OwnEvent>,
): Promise<ReasonLink> =>
  linkOf(reader, event, before || field === 'adoption' ? ruleOf(event.type, before, after) : undefined);

/** The statement as it counts now; the one that was annulled, where none does. */
export const statementLink = async (reader: RowReader, id: string): Promise<StatementLink | undefined> => {
  const found = await reader.find(statements, { said: sortable(id) });
  const row = found.findLast(({ annulled }) => !annulled) ?? found.at(-1);
  if (!row) return undefined;
  const { session, type, paragraph, text, speaker, annulled } = row;
  const { eventId, position, place, occurredAt, authority, source, visibility, side } = row;
  return {
    ...{ id: row.id, session, type },
    ...(paragraph !== undefined && { paragraph }),
    ...{ text, speaker, eventId, position, occurredAt, authority, source, visibility },
    ...(place !== undefined && { place }),
    ...(side !== undefined && { side }),
    ...(annulled && { annulled: { position: annulled.position, reason: annulled.reason } }),
  };
};

const minutesLink = async (reader: RowReader, { data }: OwnEvent): Promise<MinutesLink | undefined> => {
  if (!('session' in data && 'version' in data)) return undefined;
  const { session, version, digest } = data;
  const { signatures = [] } = (await valuesApart(reader, sessions, session)) as Partial<
    Pick<WholeSession, 'signatures'>
  >;
  return { session, version, digest, signatures: signatures.filter((it) => it.version === version) };
};
