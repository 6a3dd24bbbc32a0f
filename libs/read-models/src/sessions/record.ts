import { isDeepStrictEqual } from 'node:util';
import { compareIds } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import type { MinutesVersion } from './minutes.js';
import { sessions, type SessionRow } from './projection.js';
import { statements, type StatementRow } from './statements.js';

/** Everything about one session: what was said, what was drafted, what was signed. */
export interface SessionRecord extends SessionRow {
  readonly position: number;
  /** In the order in which they were made. */
  readonly statements: readonly (StatementRow & { adoption: StatementAdoption })[];
  /** Each version of the minutes against the one before; the first against the recorded statements. */
  readonly differences: readonly VersionDifference[];
  /** The first draft against the text that both sides signed, once they did. */
  readonly draftAgainstSigned?: VersionDifference;
}

/**
 * `signed`: in the text that both sides signed · `leftOut`: not in it · `drafted`: in the latest draft, not yet signed
 * · `said`: in no draft · `annulled`: does not count.
 */
export type StatementAdoption = 'signed' | 'leftOut' | 'drafted' | 'said' | 'annulled';

export interface VersionDifference {
  /** A version, or the recorded statements. */
  readonly from: number | 'said';
  readonly to: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Fields of undertakings that differ; `from` is missing if there was no value, `to` if there is none now. */
  readonly changed: readonly { commitmentId: string; field: string; from?: unknown; to?: unknown }[];
}

/** `undefined` when there is no such session. */
export const sessionRecord = async ({ reader, position }: RowsAt, id: string): Promise<SessionRecord | undefined> => {
  const [row, found] = await Promise.all([reader.get(sessions, id), reader.find(statements, { session: id })]);
  if (!row || row.phase === 'unknown') return undefined;
  const said = found.sort((a, b) => compareIds(a.id, b.id));
  const { versions, inEffect } = row.minutes;
  const asSaid = {
    version: 'said' as const,
    statementIds: said.filter((it) => !it.annulled).map((it) => it.id),
    changes: [],
  };
  const signed = versions.find(({ version }) => version === inEffect?.version);
  return {
    ...row,
    position,
    statements: said.map((it) => ({ ...it, adoption: adoptionOf(it, signed, versions.at(-1)) })),
    differences: versions.map((version, n) => differenceOf(versions[n - 1] ?? asSaid, version)),
    ...(signed && { draftAgainstSigned: differenceOf(versions[0]!, signed) }),
  };
};

const adoptionOf = (
  { id, annulled }: StatementRow,
  signed: MinutesVersion | undefined,
  latest: MinutesVersion | undefined,
): StatementAdoption => {
  if (annulled) return 'annulled';
  if (signed) return signed.statementIds.includes(id) ? 'signed' : 'leftOut';
  return latest?.statementIds.includes(id) ? 'drafted' : 'said';
};

type Text = Pick<MinutesVersion, 'statementIds' | 'changes'> & { readonly version: number | 'said' };

const differenceOf = (from: Text, to: Text & { version: number }): VersionDifference => ({
  from: from.version,
  to: to.version,
  added: to.statementIds.filter((id) => !from.statementIds.includes(id)),
  removed: from.statementIds.filter((id) => !to.statementIds.includes(id)),
  changed: changesOf(from, to),
});

/** Each version lists its changes against the statements; this function compares two versions. */
const changesOf = (from: Text, to: Text): VersionDifference['changed'] => {
  const [before, after] = [fieldsOf(from), fieldsOf(to)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [commitmentId, field] = key.split(' ') as [string, string];
    const [was, is] = [before.get(key), after.get(key)];
    const [old, value] = [was ? was.to : is!.from, is ? is.to : was!.from];
    return isDeepStrictEqual(old, value) ? [] : [{ commitmentId, field, from: old, to: value }];
  });
};

const fieldsOf = ({ changes }: Text): Map<string, { from?: unknown; to?: unknown }> =>
  new Map(
    changes.flatMap(({ commitmentId, diff }) =>
      diff.map(({ field, from, to }) => [`${commitmentId} ${field}`, { from, to }] as const),
    ),
  );
