import { forumOf, isNothingToDo, ordinalOf, sessionOf, type CommitmentEvent, type StatementEvent } from '@jwg/domain';
import { cite, causingStatement, orderOf, type Citation, type Recorded } from '../events/citation.js';
import { didTo, type WhatTheSessionDid } from '../events/statement-kinds.js';
import type { Act, LastMention, WholeCommitment } from './row.js';

/** What one session did to a commitment. */
export interface Mention {
  readonly session: string;
  readonly did: readonly (Citation & { readonly word: WhatTheSessionDid; readonly statement: string })[];
}

/** Enters what a statement did to the commitment. */
export const mention = (row: WholeCommitment, event: Recorded<StatementEvent>): WholeCommitment => {
  const { statementId: statement } = event.data;
  return withAct(row, { ...cite(event), word: didTo(row.id, event), statement });
};

/**
 * The effect shows what the statement could not: that the statement took up a proposal, that the rules refused it, or
 * that it waits for something. Effects of the signature under the minutes are not acts of the session.
 */
export const settleMention = (row: WholeCommitment, event: Recorded<CommitmentEvent>): WholeCommitment => {
  const statement = causingStatement(event);
  if (statement === undefined) return row;
  if (event.type === 'CommitmentAccepted') return withAct(row, { ...cite(event), word: 'accepted', statement });
  if (event.type === 'OutcomeWaits') return withAct(row, { ...cite(event), word: 'waits', statement });
  if (event.type === 'CompletionConfirmed' && event.data.waited)
    return { ...row, acts: [...row.acts, { ...cite(event), word: 'completed', statement }] };
  if (event.type === 'EffectMoved') {
    const { changes, from } = event.data;
    const takesUp =
      row.statement !== statement && row.statement !== from && changes.some(({ field }) => field === 'standsOn');
    const word = changes.some(({ field }) => field === 'waiting') ? 'waits' : takesUp ? 'accepted' : undefined;
    return word ? withAct(row, { ...cite(event), word, statement }) : row;
  }
  if (event.type !== 'EffectNotApplied' || isNothingToDo(event.data)) return row;
  const refused = { ...cite(event), word: 'refused', statement } as const;
  return event.data.command === 'DeclineCommitment'
    ? { ...row, acts: [...row.acts, { ...refused, ifDeclined: true }] }
    : withAct(row, refused);
};

const withAct = (row: WholeCommitment, act: Act): WholeCommitment => ({
  ...row,
  acts: [...row.acts, act],
  lastMentions: later(row, act),
});

/** An effect comes after its statement, and is no mention of its own. */
const later = ({ forum, lastMentions }: WholeCommitment, act: Act): WholeCommitment['lastMentions'] => {
  const { statement } = act;
  const session = sessionOf(statement);
  const last: LastMention = { session, statement, place: orderOf(act) };
  const { own, elsewhere } = lastMentions;
  if (elsewhere?.statement === statement) return lastMentions;
  if (forumOf(session) !== forum) return { ...lastMentions, elsewhere: last };
  return own && ordinalOf(own.session) > ordinalOf(session) ? lastMentions : { ...lastMentions, own: last };
};

/** What each session did, statement by statement, as it turned out in the end. */
export const mentionsOf = (acts: readonly Act[]): Mention[] => {
  const sessions = new Map<string, Map<string, Mention['did'][number]>>();
  for (const { ifDeclined, ...act } of acts) {
    const session = sessionOf(act.statement);
    const did = sessions.get(session) ?? new Map<string, Mention['did'][number]>();
    const before = did.get(act.statement);
    if (ifDeclined && before?.word !== 'declined' && before?.word !== 'withdrawn') continue;
    sessions.set(session, did.set(act.statement, before ? { ...before, word: act.word } : act));
  }
  return [...sessions].map(([session, did]) => ({ session, did: [...did.values()] }));
};

/** The mentions that count: all except those by annulled statements. */
export const counted = (mentions: readonly Mention[], annulled: ReadonlySet<string>): Mention[] =>
  mentions.flatMap(({ session, did }) => {
    const rest = did.filter(({ statement }) => !annulled.has(statement));
    return rest.length > 0 ? [{ session, did: rest }] : [];
  });
