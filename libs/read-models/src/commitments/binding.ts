import { sessionOf, sortable } from '@jwg/domain';
import type { Citation } from '../events/citation.js';
import { latestEntries, valuesApart } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import type { MinutesVersion, Signature } from '../sessions/parts.js';
import { sessions } from '../sessions/projection.js';
import { allSignatures } from '../sessions/as-corrected.js';
import type { SaidStatement } from '../sessions/record.js';
import type { WholeSession } from '../sessions/row.js';
import { wholeStatement } from '../sessions/statement-page.js';
import { statements } from '../sessions/statements.js';
import type { Transition, WholeCommitment } from './row.js';

type Draft = Pick<MinutesVersion, 'version' | 'digest' | 'languages' | 'on'> & Citation;

/** How far the statement on which a commitment stands has come to bind both sides. */
export interface Binding {
  /** The session whose minutes would bind them, or do. */
  readonly session: string;
  /** Missing where no recorded statement brought it up. */
  readonly said?: Omit<SaidStatement, 'adoption'>;
  /** The latest draft of the minutes in which it stands. */
  readonly drafted?: Draft;
  /** The latest draft, where that one leaves it out. */
  readonly leftOutOf?: Draft;
  /** The signatures under these minutes, the void ones too, in the order in which they came. */
  readonly signatures: readonly Signature[];
  readonly inEffect?: WholeSession['minutes']['inEffect'];
}

/** `undefined` of what is older than any recorded session, and stands in no text of one. */
export const bindingOf = async (
  reader: RowReader,
  { adoption, statement: origin }: Pick<WholeCommitment, 'adoption' | 'statement'>,
  adoptedBy: WholeCommitment['adoptedBy'],
  history: readonly Transition[],
): Promise<Binding | undefined> => {
  const accepted = history.findLast(({ type }) => type === 'CommitmentAccepted')?.statement;
  const statement = adoption === 'proposed' ? origin : (accepted ?? origin);
  const session = adoptedBy?.session ?? (statement && sessionOf(statement));
  if (session === undefined) return undefined;
  const row = await reader.get(sessions, session);
  const latest = latestEntries(reader, sessions, session, row?.begunAt);
  const [values, versions, voided, corrections, found] = await Promise.all([
    valuesApart(reader, sessions, session),
    latest('versions'),
    latest('voidSignatures'),
    latest('corrections'),
    statement === undefined ? [] : reader.find(statements, { said: sortable(statement) }),
  ]);
  const said = found.findLast(({ annulled }) => !annulled);
  const { signatures = [] } = values as Partial<Pick<WholeSession, 'signatures'>>;
  const drafts = versions.shown;
  const drafted = adoptedBy
    ? drafts.find(({ version }) => version === adoptedBy.version)
    : drafts.findLast(({ statementIds }) => statementIds.includes(statement!));
  const last = drafts.at(-1);
  return {
    session,
    ...(said && { said: await wholeStatement(reader, said) }),
    ...(drafted && { drafted: inShort(drafted) }),
    ...(last && last !== drafted && { leftOutOf: inShort(last) }),
    signatures: allSignatures(signatures, voided.shown, corrections.shown),
    ...(row?.minutes.inEffect && { inEffect: row.minutes.inEffect }),
  };
};

/** The sides whose signature counts, under the latest text in which it stands. */
export const signedBy = ({ drafted, signatures }: Binding): string[] =>
  signatures.flatMap((it) => (!it.void && it.version === drafted?.version ? [it.side] : []));

const inShort = ({ statementIds: _, changes: __, record: ___, ...draft }: MinutesVersion & Citation): Draft => draft;
