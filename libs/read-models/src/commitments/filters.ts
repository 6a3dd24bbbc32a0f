import type { Adoption, CommitmentKind, Status } from '@jwg/domain';
import { answerFor } from '../forums/succession.js';
import { awaits, type Awaited } from './awaiting.js';
import { dueDay } from './due.js';
import type { FlagContext } from './flag-context.js';
import { flagsOf, nameOf, type FlagName } from './flags.js';
import type { CommitmentRow } from './row.js';

/** A commitment must pass every filter that is given. */
export interface CommitmentFilters {
  /** The institution leads or supports it. */
  readonly institution?: string;
  /** An institution of the side leads or supports it. */
  readonly side?: string;
  /** One of these. */
  readonly kind?: readonly CommitmentKind[];
  /** One of these. */
  readonly status?: readonly Status[];
  readonly adoption?: Adoption;
  /** All of these. */
  readonly flag?: readonly FlagName[];
  /** A day. The commitment is due on an earlier one. */
  readonly dueBefore?: string;
  /** Its id or its title, in any language, has each of these words or parts of words. */
  readonly q?: string;
  /** The next move is theirs. */
  readonly awaiting?: Awaited;
  /** It was referred to this forum, which has not answered yet. */
  readonly referredTo?: string;
}

export interface ListAsked extends CommitmentFilters {
  /** The forum's own, and what came before it from other forums: by referral, or in a sitting that served both. */
  readonly forum?: string;
}

/** The commitment and what its filters look at. */
export interface Candidate {
  readonly row: CommitmentRow;
  readonly around: FlagContext;
  /** The day for which flags are computed. */
  readonly on: string;
}

/** By filter: whether the commitment passes it. */
const passes: { readonly [F in keyof CommitmentFilters]-?: Passes<NonNullable<CommitmentFilters[F]>> } = {
  institution: (institution, it) => responsible(it).includes(institution),
  side: (side, it) => sidesOf(it).includes(side),
  kind: (kinds, { row }) => kinds.includes(row.kind),
  status: (statuses, { row }) => statuses.includes(row.status),
  adoption: (adoption, { row }) => row.adoption === adoption,
  flag: (names, it) => names.every((name) => flagNamesOf(it).includes(name)),
  dueBefore: (day, { row, around }) => (dueDay(row, around) ?? NEVER) < day,
  q: (words, { row }) => hasWords(row, words),
  awaiting: (who, { row, around }) => awaits(who, row, around),
  referredTo: (forum, { row }) => row.disposition === 'referred' && row.referredTo === forum,
};
type Passes<Asked> = (asked: Asked, it: Candidate) => boolean;

const NEVER = '9999-12-31';

/** The names of the filters that the commitment does not pass. */
export const failedBy = (it: Candidate, filters: CommitmentFilters): (keyof CommitmentFilters)[] =>
  (Object.keys(passes) as (keyof CommitmentFilters)[]).filter((name) => {
    const asked = filters[name];
    return asked !== undefined && !(passes[name] as Passes<unknown>)(asked, it);
  });

export const flagNamesOf = ({ row, around, on }: Candidate): readonly FlagName[] =>
  flagsOf(row, around, on).map(nameOf);

/** Those that answer for the institutions that lead or support it. */
export const responsible = ({ row, around }: Candidate): readonly string[] =>
  answerFor(around.forums.get(row.forum), [...row.lead, ...row.support]);

/** The sides of these institutions. */
export const sidesOf = (it: Candidate): readonly string[] => {
  const ids = responsible(it);
  const known = it.around.forums.get(it.row.forum)?.institutions ?? [];
  return [...new Set(known.filter(({ id }) => ids.includes(id)).map(({ side }) => side))];
};

const hasWords = ({ id, title }: CommitmentRow, words: string): boolean => {
  const text = plain([id, ...Object.values(title)].join('\n'));
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
};

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
