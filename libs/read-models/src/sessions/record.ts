import { orderOf, type Citation } from '../events/citation.js';
import { withAuthors, type ShownCorrection } from '../journal/who-corrected.js';
import { allSignatures, asCorrected } from './as-corrected.js';
import { EVER, latestEntries, pageOfList, valuesApart } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import type { RowsAt } from '../rows/rows-at.js';
import { differenceOf, type VersionDifference } from './differences.js';
import { unanswered } from './corrections.js';
import { sessionCalled } from './numbers.js';
import { sessions } from './projection.js';
import type { CorrectionPart, MinutesComment, MinutesState, MinutesVersion, Signature } from './parts.js';
import type { WholeSession } from './row.js';
import { addedIn, type Added, type FurtherSource } from './additions.js';
import { allSaid, pageOfStatements, type StatementPage } from './statement-page.js';
import type { StatementRow, WholeStatement } from './statements.js';

/** Everything about one session: what was said, what was drafted, what was signed. */
export interface SessionRecord extends Omit<
  WholeSession,
  | 'minutes'
  | 'versions'
  | 'comments'
  | 'signatures'
  | 'voidSignatures'
  | 'openRefusals'
  | 'begunAt'
  | 'additions'
  | 'corrections'
> {
  readonly position: number;
  readonly corrections: readonly ShownCorrection[];
  readonly minutes: MinutesPart;
  /** Where else something is written that happened in it: its date, a signature. Those of statements are with them. */
  readonly furtherSources: readonly FurtherSource[];
  /** A page of them, in the order in which they were made. */
  readonly statements: readonly SaidStatement[];
  /** Each version of the minutes against the one before; the first against the recorded statements. */
  readonly differences: readonly VersionDifference[];
  /** The first draft against the text that both sides signed, once they did. */
  readonly draftAgainstSigned?: VersionDifference;
  /** The lists of which only the latest fifty entries are here; the timeline has all of them. */
  readonly shortened?: readonly string[];
  /** The `after` of the next page of statements, if there is one. */
  readonly next?: string;
}

export interface MinutesPart extends MinutesState {
  readonly versions: WholeSession['versions'];
  readonly comments: readonly MinutesComment[];
  readonly signatures: readonly Signature[];
}

/** Its `text` has the further languages too. */
export type SaidStatement = Omit<WholeStatement, 'isCorrected' | 'hasAdditions' | 'additions' | 'corrections'> &
  Added & { readonly corrections: readonly ShownCorrection[]; readonly adoption: StatementAdoption };

/**
 * `signed`: in the text that both sides signed · `leftOut`: not in it · `drafted`: in the latest draft, not yet signed
 * · `said`: in no draft · `annulled`: does not count.
 */
export type StatementAdoption = 'signed' | 'leftOut' | 'drafted' | 'said' | 'annulled';

/**
 * A sitting is found by each number that it has.
 *
 * `undefined` when there is no such session.
 */
export const sessionRecord = async (
  at: RowsAt,
  asked: string,
  page: StatementPage = {},
): Promise<SessionRecord | undefined> => {
  const { reader, position } = at;
  const row = await sessionCalled(reader, asked);
  if (!row) return undefined;
  const { id } = row;
  const latest = latestEntries(reader, sessions, id, row.begunAt);
  const ever = latestEntries(reader, sessions, id);
  const [values, said, versions, comments, voided, annulled, refusals, corrections, agreed, additions] =
    await Promise.all([
      valuesApart(reader, sessions, id),
      pageOfStatements(reader, id, page),
      latest('versions'),
      latest('comments'),
      latest('voidSignatures'),
      ever('annulled'),
      ever('refusals'),
      latest('corrections'),
      latest('agreedCorrections'),
      latest('additions'),
    ]);
  const lists = {
    ...{ versions, comments, signatures: voided, annulled, refusals, corrections },
    ...{ agreedCorrections: agreed, furtherSources: additions },
  };
  const shortened = Object.entries(lists).flatMap(([list, { before }]) => (before ? [list] : []));
  const { openRefusals: _open, begunAt: _begun, minutes, ...own } = row;
  const { signatures, ...apart } = values as Pick<WholeSession, 'coChairs' | 'delegations' | 'agenda' | 'signatures'>;
  const drafts = versions.shown.map((it) => asCorrected(it, corrections.shown));
  const signed = drafts.find(({ version }) => version === minutes.inEffect?.version);
  const ofSession = new Set(corrections.shown.map(({ eventId }) => eventId));
  const ofStatements = said.rows.flatMap((it) => it.corrections).filter(({ eventId }) => !ofSession.has(eventId));
  const shownCorrections = await withAuthors(at, id, [...corrections.shown, ...ofStatements]);
  const asSaid = versions.before ?? (versions.shown.length > 0 ? await allSaid(reader, id) : undefined);
  return {
    ...own,
    ...apart,
    position,
    annulled: annulled.shown,
    refusals: refusals.shown,
    corrections: shownCorrections.filter(({ eventId }) => ofSession.has(eventId)),
    agreedCorrections: unanswered(agreed.shown, corrections.shown),
    furtherSources: addedIn(additions.shown).furtherSources,
    minutes: {
      versions: drafts,
      comments: comments.shown,
      signatures: allSignatures(signatures, voided.shown, corrections.shown),
      ...minutes,
    },
    statements: said.rows.map((it) => ({
      ...it,
      corrections: it.corrections.map((one) => shownCorrections.find(({ eventId }) => eventId === one.eventId)!),
      adoption: adoptionOf(it, signed, drafts.at(-1)),
    })),
    differences: drafts.map((version, n) => differenceOf(drafts[n - 1] ?? asSaid!, version)),
    ...(signed && {
      draftAgainstSigned: differenceOf(
        asCorrected(await firstDraft(reader, id, row.begunAt), corrections.shown),
        signed,
      ),
    }),
    ...(shortened.length > 0 && { shortened }),
    ...(said.next !== undefined && { next: said.next }),
  };
};

const firstDraft = async (reader: RowReader, id: string, begunAt: number): Promise<MinutesVersion & Citation> =>
  (await pageOfList(reader, sessions, id, 'versions', { between: [begunAt, EVER], limit: 1 }))[0]!.entry;

const adoptionOf = (
  { id, annulled }: Pick<StatementRow, 'id' | 'annulled'>,
  signed: MinutesVersion | undefined,
  latest: MinutesVersion | undefined,
): StatementAdoption => {
  if (annulled) return 'annulled';
  if (signed) return signed.statementIds.includes(id) ? 'signed' : 'leftOut';
  return latest?.statementIds.includes(id) ? 'drafted' : 'said';
};
