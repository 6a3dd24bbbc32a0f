import type { Axes, CommitmentKind, Due, Status } from '@jwg/domain';
import { answerFor } from '../forums/succession.js';
import { flagsOf, type Flag } from './flags.js';
import type { FlagContext } from './flag-context.js';
import { titled, type Titled } from './title.js';
import type { CommitmentRow } from './row.js';

/** A commitment as lists show it. */
export interface CommitmentSummary extends Axes, Titled {
  readonly id: string;
  readonly forum: string;
  readonly kind: CommitmentKind;
  /** Those that answer for the institutions that were named, where others succeeded them. */
  readonly lead: readonly string[];
  readonly support: readonly string[];
  readonly due?: Due;
  readonly status: Status;
  readonly flags: readonly Flag[];
  /** The forum that has it now, when it was referred to one. */
  readonly referredTo?: string;
}

export const summaryOf = (row: CommitmentRow, around: FlagContext, on: string): CommitmentSummary => ({
  id: row.id,
  forum: row.forum,
  ...titled(row),
  kind: row.kind,
  lead: answerFor(around.forums.get(row.forum), row.lead),
  support: answerFor(around.forums.get(row.forum), row.support),
  ...(row.due && { due: row.due }),
  adoption: row.adoption,
  implementation: row.implementation,
  disposition: row.disposition,
  status: row.status,
  flags: flagsOf(row, around, on),
  ...(row.disposition === 'referred' && row.referredTo !== undefined && { referredTo: row.referredTo }),
});
