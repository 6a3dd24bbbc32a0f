import { orderOf, type Citation } from '../events/citation.js';
import type { CorrectionPart, Signature } from './parts.js';

/** The signatures that count and the void ones, in the order in which they came. */
export const allSignatures = (
  counting: readonly Signature[],
  voided: readonly Signature[],
  corrections: readonly CorrectionPart[],
): Signature[] =>
  [...voided.map((it) => asCorrected(it, corrections)), ...counting].sort((a, b) => orderOf(a) - orderOf(b));

/** The entry with the corrected values in it. */
export const asCorrected = <Entry extends Citation>(entry: Entry, corrections: readonly CorrectionPart[]): Entry =>
  corrections.reduce<Entry>(
    (it, { corrects, field, new: value }) => (corrects === it.eventId ? { ...it, [field]: value } : it),
    entry,
  );
