import type { Binding, CommitmentAnswer } from '../api/types.gen.js';

type Said = NonNullable<Binding['said']>;

/** The way of a commitment from what was said to what both sides signed; a step that was not taken has no date. */
export type WhyStep =
  | { readonly is: 'said'; readonly statement?: Said; readonly on?: string }
  | { readonly is: 'drafted'; readonly version?: number; readonly on?: string }
  | {
      readonly is: 'signed';
      readonly side: string;
      readonly version?: number;
      readonly on?: string;
      readonly void: boolean;
    }
  | { readonly is: 'adopted'; readonly on?: string };

type Asked = Pick<CommitmentAnswer, 'adoption' | 'adoptedBy' | 'registered' | 'legacy' | 'binding'>;

/** @param sides  in the order in which they are to be named */
export const whySteps = (
  { adoption, adoptedBy, registered, legacy, binding }: Asked,
  sides: readonly string[],
): WhyStep[] => {
  const { said, drafted, signatures = [] } = binding ?? {};
  const signedBy = (side: string): WhyStep => {
    const own = signatures.filter((it) => it.side === side && drafted !== undefined && it.version <= drafted.version);
    const counts = own.findLast((it) => !it.void) ?? own.at(-1);
    if (counts === undefined) return { is: 'signed', side, void: false };
    return { is: 'signed', side, version: counts.version, on: counts.signedOn, void: counts.void === true };
  };
  return [
    { is: 'said', statement: said, on: legacy ? undefined : (said?.occurredAt ?? registered?.occurredAt)?.value },
    { is: 'drafted', version: drafted?.version, on: drafted?.on },
    ...sides.map(signedBy),
    { is: 'adopted', on: adoption === 'adopted' ? adoptedBy?.occurredAt.value : undefined },
  ];
};
