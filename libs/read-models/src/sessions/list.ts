import type { RowsAt } from '../rows/rows-at.js';
import { sittingsOf } from '../dockets/served.js';
import { forums } from '../forums/projection.js';
import type { SessionRow } from './row.js';

/** The sessions of a forum, including planned ones, by ordinal; and the sittings of other forums that serve it too. */
export interface SessionList {
  readonly forum: string;
  readonly position: number;
  readonly sessions: readonly SessionSummary[];
}

export interface SessionSummary extends Pick<
  SessionRow,
  | 'id'
  | 'ordinal'
  | 'label'
  | 'mode'
  | 'phase'
  | 'plannedOn'
  | 'openedOn'
  | 'concludedOn'
  | 'heldNotAfter'
  | 'venue'
  | 'alsoServes'
> {
  /** The day from which the signed record binds; missing while the record is unsigned. */
  readonly signedOn?: string;
}

/** `undefined` when there is no such forum. */
export const sessionList = async ({ reader, position }: RowsAt, forum: string): Promise<SessionList | undefined> => {
  const [known, rows] = await Promise.all([reader.get(forums, forum), sittingsOf(reader, forum)]);
  return known && { forum, position, sessions: rows.map(summaryOf) };
};

const summaryOf = ({ minutes, ...row }: SessionRow): SessionSummary => {
  const { id, ordinal, label, mode, phase, plannedOn, openedOn, concludedOn, heldNotAfter, venue, alsoServes } = row;
  const signedOn = minutes.inEffect && { signedOn: minutes.inEffect.on };
  return {
    id,
    ordinal,
    label,
    mode,
    phase,
    plannedOn,
    openedOn,
    concludedOn,
    heldNotAfter,
    venue,
    alsoServes,
    ...signedOn,
  };
};
