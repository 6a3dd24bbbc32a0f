/** The numbers for the states of a stream, the same in every version of the protocol. */
export const NO_STREAM = -1;
export const ANY = -2;
export const STREAM_EXISTS = -4;
export const SOFT_DELETED = -10;
export const TOMBSTONED = -100;

/** A soft delete truncates before this revision, the largest possible. It is text, because it is not a safe integer. */
export const SOFT_DELETE_MARK = '9223372036854775807';

/** The expected revision of a stream, or the number of its expected state. */
export interface Check {
  readonly stream: string;
  readonly expected: number;
}

/** A failed check, with the stream's actual revision or state. */
export interface Failure extends Check {
  readonly current: number;
  readonly softDeleted: boolean;
}
