import { correctable as ofCommitments } from './commitment/entries.js';
import { correctable as ofForums } from './forum/correct.js';
import { correctable as ofSessions } from './session/corrections.js';

/** For each kind of entry that is no statement, the fields that can be corrected. */
export const correctableFields: Readonly<Record<string, readonly string[] | undefined>> = {
  ...ofForums,
  ...ofSessions,
  ...ofCommitments,
};
