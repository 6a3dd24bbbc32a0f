import type { CommitmentAnswer, SaidStatement, SessionRecord } from '../api/types.gen.js';

/** The way of a commitment from what was said to what both sides signed; a step that was not taken has no date. */
export type WhyStep =
  | { readonly is: 'said'; readonly statement?: SaidStatement; readonly on?: string }
  | { readonly is: 'drafted'; readonly version?: number; readonly on?: string }
  | {
      readonly is: 'signed';
      readonly side: string;
      readonly version?: number;
      readonly on?: string;
      readonly void: boolean;
    }
  | { readonly is: 'adopted'; readonly on?: string };

type Asked = Pick<CommitmentAnswer, 'adoption' | 'statement' | 'adoptedBy' | 'registered' | 'legacy'>;

/**
 * @param statement  the one that brought it up
 * @param minutes  those of its session
 * @param sides  in the forum's order
 */
export const whySteps = (
  { adoption, statement: id, adoptedBy, registered, legacy }: Asked,
  statement: SaidStatement | undefined,
  minutes: SessionRecord['minutes'] | undefined,
  sides: readonly string[],
): WhyStep[] => {
  const containing =
    minutes?.versions.filter(({ statementIds }) => id !== undefined && statementIds.includes(id)) ?? [];
  const latest = containing.at(-1);
  const signedBy = (side: string): WhyStep => {
    const own = minutes?.signatures.filter((it) => it.side === side && isIn(containing, it.version)) ?? [];
    const counts = own.findLast((it) => !it.void) ?? own.at(-1);
    if (counts === undefined) return { is: 'signed', side, void: false };
    return { is: 'signed', side, version: counts.version, on: counts.signedOn, void: counts.void === true };
  };
  return [
    { is: 'said', statement, on: legacy ? undefined : (statement?.occurredAt ?? registered?.occurredAt)?.value },
    { is: 'drafted', version: latest?.version, on: latest?.on },
    ...sides.map(signedBy),
    { is: 'adopted', on: adoption === 'adopted' ? adoptedBy?.occurredAt.value : undefined },
  ];
};

const isIn = (versions: readonly { readonly version: number }[], version: number) =>
  versions.some((it) => it.version === version);
