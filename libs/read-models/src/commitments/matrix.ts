import { compareIds, type Axes, type CommitmentKind, type Status } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import { flagsOf, type Flag } from './flags.js';
import { forums } from '../forums/projection.js';
import { amongOwn, dealtWithBy, sittingsOf } from '../dockets/served.js';
import type { RowReader } from '../rows/reader.js';
import { sessions } from '../sessions/projection.js';
import type { SessionRow } from '../sessions/row.js';
import { countedMentions, flagContextOf } from './flag-context.js';
import type { Mention } from './mentions.js';
import { wholeLists } from '../rows/kept-apart.js';
import { titled, type Titled } from './title.js';
import { commitments } from './projection.js';
import { cellsOf, withEnd, type Cell } from './matrix-cells.js';

/** Commitment × session: what each session did to each commitment, and the status when it closed. */
export interface Matrix {
  readonly forum: string;
  readonly position: number;
  /**
   * The sessions that met, by ordinal; and where their days put them, those of other forums that served this one too,
   * or that dealt with its commitments.
   */
  readonly sessions: readonly {
    id: string;
    forum: string;
    ordinal: number;
    /** Missing where its day is unknown; `heldNotAfter` is the day by which it had been held. */
    openedOn?: string;
    heldNotAfter?: string;
    mode: SessionRow['mode'];
    signed: boolean;
  }[];
  /** In the order of the commitments' numbers: its own, and those that came before it from other forums. */
  readonly commitments: readonly MatrixLine[];
}

export interface MatrixLine extends Axes, Titled {
  readonly id: string;
  readonly forum: string;
  /** The forum that it was referred to, and that has not answered yet. */
  readonly referredTo?: string;
  readonly kind: CommitmentKind;
  readonly status: Status;
  readonly flags: readonly Flag[];
  /** One for each session. */
  readonly cells: readonly Cell[];
}

/** `undefined` when there is no such forum. */
export const matrix = async ({ reader, position, on }: RowsAt, forum: string): Promise<Matrix | undefined> => {
  const [known, held, dealtWith] = await Promise.all([
    reader.get(forums, forum),
    sittingsOf(reader, forum),
    dealtWithBy(reader, forum),
  ]);
  if (!known) return undefined;
  const rows = dealtWith.filter(({ registered }) => registered !== undefined);
  const ids = rows.map(({ id }) => id);
  const [around, mentions, histories] = await Promise.all([
    flagContextOf(reader, rows),
    countedMentions(reader, rows),
    wholeLists(reader, commitments, ids, 'history'),
  ]);
  const own = rows.filter((row) => row.forum === forum).flatMap(({ id }) => mentions.get(id) ?? []);
  const columns = amongOwn(held, await elsewhere(reader, held, own))
    .filter(({ openedOn, heldNotAfter }) => (openedOn ?? heldNotAfter) !== undefined)
    .map(withEnd());
  return {
    forum,
    position,
    sessions: columns.map(({ session: { id, forum: heldBy, ordinal, openedOn, heldNotAfter, mode, minutes } }) => ({
      id,
      forum: heldBy,
      ordinal,
      ...(openedOn !== undefined && { openedOn }),
      ...(heldNotAfter !== undefined && { heldNotAfter }),
      mode,
      signed: minutes.inEffect !== undefined,
    })),
    commitments: rows
      .sort((a, b) => compareIds(a.id, b.id))
      .map((row) => ({
        id: row.id,
        forum: row.forum,
        ...(row.disposition === 'referred' && row.referredTo !== undefined && { referredTo: row.referredTo }),
        ...titled(row),
        kind: row.kind,
        adoption: row.adoption,
        implementation: row.implementation,
        disposition: row.disposition,
        status: row.status,
        flags: flagsOf(row, around, on),
        cells: cellsOf(row, columns, mentions.get(row.id) ?? [], histories.get(row.id) ?? []),
      })),
  };
};

/** The sessions of other forums that dealt with this one's commitments. */
const elsewhere = (reader: RowReader, held: readonly SessionRow[], own: readonly Mention[]): Promise<SessionRow[]> => {
  const shown = new Set(held.map(({ id }) => id));
  const ids = own.map(({ session }) => session).filter((id) => !shown.has(id));
  return reader.getMany(sessions, [...new Set(ids)]);
};
