import type { CommitmentEvent, StatementEvent } from '@jwg/domain';
import { cite, type Recorded } from '../events/citation.js';
import type { Mention } from '../commitments/row.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';

/** What a session did to the commitment, by one statement or by its effect. */
export const mention = (
  session: string,
  event: Recorded<StatementEvent | CommitmentEvent>,
  word: WhatTheSessionDid,
  statement = (event.data as { statementId?: string }).statementId!,
): Mention => ({ session, did: [{ ...cite(event), word, statement }] });
