import { forumOf, sessionOf, type CommitmentEvent, type StatementEvent } from '@jwg/domain';
import { cite, type Recorded } from '../events/citation.js';
import type { Act, WholeCommitment } from '../commitments/row.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';

/** What one statement did to the commitment, or its effect. */
export const act = (
  event: Recorded<StatementEvent | CommitmentEvent>,
  word: WhatTheSessionDid,
  statement = (event.data as { statementId?: string }).statementId!,
): Act => ({ ...cite(event), word, statement });

/** What these acts, one after the other, leave in the row of a commitment of the forum. */
export const said = (...acts: Act[]): Pick<WholeCommitment, 'acts' | 'lastMentions'> => {
  const isOwn = ({ statement }: Act) => forumOf(sessionOf(statement)) === 'cpec-jwg-st';
  const last = (it: Act | undefined) =>
    it && { session: sessionOf(it.statement), statement: it.statement, place: it.position };
  const own = last(acts.findLast(isOwn));
  const elsewhere = last(acts.findLast((it) => !isOwn(it)));
  return { acts, lastMentions: { ...(own && { own }), ...(elsewhere && { elsewhere }) } };
};
