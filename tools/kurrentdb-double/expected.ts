/** The numbers that stand for a stream's state in every version of the protocol. */
export const NO_STREAM = -1;
export const ANY = -2;
export const STREAM_EXISTS = -4;
export const SOFT_DELETED = -10;
export const TOMBSTONED = -100;

/** The revision that a soft delete truncates before: the largest there is. As text, since it is no safe number. */
export const SOFT_DELETE_MARK = '9223372036854775807';

/** Where a stream is expected to be: at a revision, or in a state by its number. */
export interface Check {
  readonly stream: string;
  readonly expected: number;
}

/** A stream that is not where it was expected, with the revision or the state that it is at. */
export interface Failure extends Check {
  readonly current: number;
  readonly softDeleted: boolean;
}
