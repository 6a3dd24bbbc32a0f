/** Who agrees to the latest version of the minutes. */
export interface Agreement {
  readonly agreedVersion?: number;
  /** The sides that agree to the latest version, while not both do. */
  readonly agreedBy: readonly string[];
}

/** The text is agreed when both sides agree to it; an entry without a side is that both did. */
export const agreed = <S extends Agreement>(state: S, { version, side }: { version: number; side?: string }): S =>
  side !== undefined && state.agreedBy.every((it) => it === side)
    ? { ...state, agreedBy: [side] }
    : { ...state, agreedVersion: version, agreedBy: [] };
