import { sessionOf, type CommitmentEvent, type StatementEvent } from '@jwg/domain';
import { cite, causingStatement, type Recorded } from '../events/citation.js';
import { didTo, type WhatTheSessionDid } from '../events/statement-kinds.js';
import type { CommitmentRow, Mention } from './row.js';

/** What a statement did to the commitment. It is counted once, however often the row is read. */
export const mention = (row: CommitmentRow, event: Recorded<StatementEvent>): CommitmentRow =>
  count(row, event, event.data.statementId, didTo(row.id, event));

/**
 * The effect shows two things that the statement could not: that the statement took up a proposal, and that the rules
 * refused it. Effects of the signature under the minutes are not acts of the session.
 */
export const settleMention = (row: CommitmentRow, event: Recorded<CommitmentEvent>): CommitmentRow => {
  const statement = causingStatement(event);
  if (statement === undefined) return row;
  if (event.type === 'CommitmentAccepted') return count(row, event, statement, 'accepted');
  return event.type === 'EffectNotApplied' &&
    !(event.data.command === 'DeclineCommitment' && !answersIn(row, statement))
    ? count(row, event, statement, 'refused')
    : row;
};

const answersIn = ({ mentions }: CommitmentRow, statement: string): boolean =>
  mentions.some(({ did }) =>
    did.some((it) => it.statement === statement && (it.word === 'declined' || it.word === 'withdrawn')),
  );

const count = (
  row: CommitmentRow,
  event: Recorded<StatementEvent | CommitmentEvent>,
  statement: string,
  word: WhatTheSessionDid,
): CommitmentRow => {
  const session = sessionOf(statement);
  const known = row.mentions.find((mention) => mention.session === session)?.did ?? [];
  const did = known.some((it) => it.statement === statement)
    ? known.map((it) => (it.statement === statement ? { ...it, word } : it))
    : [...known, { ...cite(event), word, statement }];
  const mention: Mention = { session, did };
  const mentions =
    known.length > 0 ? row.mentions.map((it) => (it.session === session ? mention : it)) : [...row.mentions, mention];
  return { ...row, mentions };
};
