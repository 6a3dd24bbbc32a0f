import type { Adoption, CommitmentKind, Status } from '@jwg/domain';
import type { Awaited } from './awaiting.js';
import type { FlagName } from './flags.js';

/** A commitment must pass every filter that is given. */
export interface CommitmentFilters {
  /** The forum's own, and what came before it from other forums: by referral, or in a sitting that served both. */
  readonly forum?: string;
  /** It was referred to this forum, which has not answered yet. */
  readonly referredTo?: string;
  /** The institution leads or supports it. */
  readonly institution?: string;
  /** An institution of the side leads or supports it. */
  readonly side?: string;
  readonly kind?: CommitmentKind;
  readonly status?: Status;
  readonly adoption?: Adoption;
  readonly flag?: FlagName;
  /** A day. The commitment is due on an earlier one. */
  readonly dueBefore?: string;
  /** The next move is theirs. */
  readonly awaiting?: Awaited;
}
