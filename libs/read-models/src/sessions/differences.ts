import { isDeepStrictEqual } from 'node:util';
import type { MinutesVersion } from './parts.js';

export interface VersionDifference {
  /** A version, or the recorded statements. */
  readonly from: number | 'said';
  readonly to: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Fields of undertakings that differ; `from` is missing if there was no value, `to` if there is none now. */
  readonly changed: readonly { commitmentId: string; field: string; from?: unknown; to?: unknown }[];
}

/** A version of the minutes, or what was said. */
export type Text = Pick<MinutesVersion, 'statementIds' | 'changes'> & { readonly version: number | 'said' };

export const differenceOf = (from: Text, to: Text & { version: number }): VersionDifference => ({
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
