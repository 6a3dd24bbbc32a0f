import type { SessionRecord, VersionDifference } from '../api/types.gen.js';

/** One statement in two versions of the minutes. */
export interface Aligned {
  readonly statement: SessionRecord['statements'][number];
  readonly where: 'both' | 'draftOnly' | 'signedOnly';
  /** Fields of its undertakings that differ. */
  readonly changed: VersionDifference['changed'];
}

export interface Compared {
  readonly from: SessionRecord['minutes']['versions'][number];
  readonly to: SessionRecord['minutes']['versions'][number];
  readonly rows: readonly Aligned[];
}

/**
 * The signed text, or else the latest draft, against the draft before it; or against the first draft, if asked. Nothing
 * where there is only one version.
 */
export const comparedIn = (
  { minutes, differences, draftAgainstSigned, statements }: SessionRecord,
  first = false,
): Compared | undefined => {
  const to = minutes.versions.find(({ version }) => version === minutes.inEffect?.version) ?? minutes.versions.at(-1);
  const difference = first && draftAgainstSigned ? draftAgainstSigned : differences.find((it) => it.to === to?.version);
  const from = minutes.versions.find(({ version }) => version === difference?.from);
  if (!to || !from || !difference) return undefined;
  const [before, after] = [new Set(from.statementIds), new Set(to.statementIds)];
  const rows = statements
    .filter(({ id }) => before.has(id) || after.has(id))
    .map((statement): Aligned => {
      const { id, undertakings, about } = statement;
      const concerns = new Set([...undertakings, ...about.map(({ commitment }) => commitment)]);
      return {
        statement,
        where: !after.has(id) ? 'draftOnly' : before.has(id) ? 'both' : 'signedOnly',
        changed: difference.changed.filter(({ commitmentId }) => concerns.has(commitmentId)),
      };
    });
  return { from, to, rows };
};

export const differs = ({ where, changed }: Aligned): boolean => where !== 'both' || changed.length > 0;
