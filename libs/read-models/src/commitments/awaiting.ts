import { answerFor } from '../forums/succession.js';
import type { FlagContext } from './flag-context.js';
import { isUnfinished } from './flags.js';
import type { CommitmentRow } from './row.js';

/** Whose move it is: a side (`PK`), or an institution (`pk-most`). */
export type Awaited = string;

/** Whether the next move is theirs. */
export const awaits = (who: Awaited, row: CommitmentRow, around: FlagContext): boolean =>
  isSide(who) ? awaitsSide(who, row, around) : awaitsInstitution(who, row, around);

export const isSide = (who: Awaited): boolean => /^[A-Z0-9]+$/.test(who);

/** A side answers what the other proposed, confirms what is reported complete, and consents if the other did last. */
const awaitsSide = (side: string, row: CommitmentRow, { forums }: FlagContext): boolean => {
  if (!forums.get(row.forum)?.sides.some((it) => it.side === side)) return false;
  const { adoption, implementation, disposition, proposedBy, addressee, consents } = row;
  const hasConsented = (to: string) => consents.some((it) => it.side === side && it.to === to);
  if (adoption === 'proposed') return disposition === 'open' && (addressee ?? side) === side && proposedBy !== side;
  const isToConfirm = implementation === 'reportedComplete' && adoption === 'adopted' && isUnfinished(row);
  const isMine = ({ to }: CommitmentRow['consents'][number]) => consents.findLast((it) => it.to === to)!.side !== side;
  return (isToConfirm && !hasConsented('confirmCompletion')) || consents.some(isMine);
};

/** Who leads it takes the next step, until they report it complete. */
const awaitsInstitution = (institution: string, row: CommitmentRow, { forums }: FlagContext): boolean =>
  answerFor(forums.get(row.forum), row.lead).includes(institution) &&
  isUnfinished(row) &&
  row.disposition === 'open' &&
  row.adoption !== 'proposed' &&
  row.implementation !== 'reportedComplete';
