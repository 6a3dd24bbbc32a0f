import { amongOwn, sittingsOf } from '../dockets/served.js';
import type { RowReader } from '../rows/reader.js';
import { numberIn } from '../sessions/numbers.js';
import { sessions } from '../sessions/projection.js';
import type { SessionRow } from '../sessions/row.js';
import { sealsOf, type Seal } from '../sessions/seals.js';
import { saidIn, statements } from '../sessions/statements.js';
import { countedMentions } from './flag-context.js';
import type { CommitmentRow } from './row.js';

/** A session as the head of a column. */
export interface MatrixSession {
  readonly id: string;
  readonly forum: string;
  readonly ordinal: number;
  /** Its number in the forum of the matrix; missing where that forum does not count it. */
  readonly number?: number;
  /** Missing where its day is unknown; `heldNotAfter` is the day by which it had been held. */
  readonly openedOn?: string;
  readonly heldNotAfter?: string;
  readonly concludedOn?: string;
  readonly mode: SessionRow['mode'];
  readonly phase: SessionRow['phase'];
  /** Both sides signed the same text. */
  readonly signed: boolean;
  /** The signatures that count, in the order of the forum's sides. */
  readonly signatures: readonly Seal[];
  /** The position at which its record was complete (by occurrence, the place in that order); missing while it lasts. */
  readonly closedAt?: number;
  /** Whether anything that was said in it is recorded. */
  readonly known: boolean;
}

export interface Column {
  readonly session: SessionRow;
  /** Where the record of this session and of all earlier ones was complete; missing while the session lasts. */
  readonly end?: number;
}

/**
 * The sessions that met, by number, as are the sittings of other forums that this one counts; and where their days put
 * them, those that it does not count, and those that dealt with its own commitments.
 */
export const columnsOf = async (
  reader: RowReader,
  forum: string,
  rows: readonly CommitmentRow[],
): Promise<readonly Column[]> => {
  const held = await sittingsOf(reader, forum);
  const all = amongOwn(held, await elsewhere(reader, held, rows.filter(isSpokenOfElsewhere(forum))));
  return all.filter(({ openedOn, heldNotAfter }) => (openedOn ?? heldNotAfter) !== undefined).map(withEnd());
};

const isSpokenOfElsewhere = (forum: string) => (row: CommitmentRow) =>
  row.forum === forum && row.lastMentions.elsewhere !== undefined;

/** The sessions of other forums that dealt with these commitments. */
const elsewhere = async (reader: RowReader, held: readonly SessionRow[], rows: readonly CommitmentRow[]) => {
  const shown = new Set(held.map(({ id }) => id));
  const mentions = [...(await countedMentions(reader, rows)).values()].flat();
  const ids = mentions.map(({ session }) => session).filter((id) => !shown.has(id));
  return reader.getMany(sessions, [...new Set(ids)]);
};

/** Adds the end of each session. A session that was recorded late closes no earlier than those before it. */
const withEnd = () => {
  let end = -1;
  return (session: SessionRow): Column => {
    if (session.closedAt === undefined) return { session };
    end = Math.max(end, session.closedAt);
    return { session, end };
  };
};

export const headsOf = async (
  reader: RowReader,
  forum: string,
  columns: readonly Column[],
): Promise<MatrixSession[]> => {
  const held = columns.map(({ session }) => session);
  const [seals, known] = await Promise.all([
    sealsOf(reader, held),
    Promise.all(held.map(({ id }) => isKnown(reader, id))),
  ]);
  return held.map((session, n) => {
    const { id, forum: heldBy, ordinal, openedOn, heldNotAfter, concludedOn, mode, phase, minutes, closedAt } = session;
    const number = numberIn(session, forum);
    return {
      id,
      forum: heldBy,
      ordinal,
      ...(number !== undefined && { number }),
      ...(openedOn !== undefined && { openedOn }),
      ...(heldNotAfter !== undefined && { heldNotAfter }),
      ...(concludedOn !== undefined && { concludedOn }),
      mode,
      phase,
      signed: minutes.inEffect !== undefined,
      signatures: seals(session),
      ...(closedAt !== undefined && { closedAt }),
      known: known[n]!,
    };
  });
};

const isKnown = async (reader: RowReader, session: string): Promise<boolean> =>
  (await reader.find(statements, { ...saidIn(session), annulledIn: null }, { limit: 1 })).length > 0;
