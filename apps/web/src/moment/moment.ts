/** The moment of every question: what the address says of it, in the API's own words. */
export interface Moment {
  /** A position, a day, an instant or a session; missing: now. */
  readonly asOf?: string;
  /** By when it had happened; missing: by when the ledger had recorded it. */
  readonly asOfBasis?: 'occurred';
  /** Only what rests on a text that both sides signed, or on an instrument. */
  readonly signedOnly?: true;
}

/** The parameters that every screen has, and every link keeps. */
export interface EveryAddress extends Moment {
  /** The other moment of a comparison. */
  readonly against?: string;
  readonly againstBasis?: 'occurred';
  /** Whether it counts only what is signed; missing: as the moment that is shown. */
  readonly againstSigned?: 'true' | 'false';
  /** A language that overrides the reader's own, for a link that is sent. */
  readonly lang?: 'en' | 'zh' | 'ur';
}

export const kept = ['asOf', 'asOfBasis', 'signedOnly', 'against', 'againstBasis', 'againstSigned', 'lang'] as const;

type Parameters = Readonly<Record<string, unknown>>;

/** What the address says of the moment; what cannot be read is named in `unread` instead of being left out in silence. */
export const everyAddress = (
  given: Parameters,
): { readonly read: EveryAddress; readonly unread: readonly string[] } => {
  const unread: string[] = [];
  const oneOf = <T>(name: string, values: Readonly<Record<string, T>>): T | undefined => {
    const value = given[name] === true ? 'true' : given[name]; // as it was written, or read before
    if (value === undefined) return undefined;
    if (typeof value === 'string' && Object.hasOwn(values, value)) return values[value];
    unread.push(name);
    return undefined;
  };
  const text = (name: string): string | undefined => {
    const value = given[name];
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value !== '') return value;
    unread.push(name);
    return undefined;
  };
  const bases = { recorded: undefined, occurred: 'occurred' } as const;
  const read = {
    asOf: text('asOf'),
    asOfBasis: oneOf('asOfBasis', bases),
    signedOnly: oneOf('signedOnly', { true: true, false: undefined } as const),
    against: text('against'),
    againstBasis: oneOf('againstBasis', bases),
    againstSigned: oneOf('againstSigned', { true: 'true', false: 'false' } as const),
    lang: oneOf('lang', { en: 'en', zh: 'zh', ur: 'ur' } as const),
  };
  return { read: withoutMissing(read), unread };
};

/** The other moment of a comparison, if the address names one. */
export const otherOf = ({ against, againstBasis, againstSigned, signedOnly }: EveryAddress): Moment | undefined => {
  if (against === undefined && againstBasis === undefined && againstSigned === undefined) return undefined;
  const only = againstSigned === undefined ? signedOnly : againstSigned === 'true' || undefined;
  return withoutMissing({ asOf: against, asOfBasis: againstBasis, signedOnly: only });
};

/** The moment alone, as the API's parameters. */
export const momentOf = ({ asOf, asOfBasis, signedOnly }: Moment): Moment =>
  withoutMissing({ asOf, asOfBasis, signedOnly });

export const isPast = ({ asOf, asOfBasis }: Moment): boolean => asOf !== undefined || asOfBasis !== undefined;

/** A position, which no later event changes: its answer may be kept for good. */
export const isFixed = ({ asOf, asOfBasis }: Moment): boolean => asOfBasis === undefined && /^\d+$/.test(asOf ?? '');

const withoutMissing = <T extends object>(it: T): T =>
  Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined)) as T;
