/** A session by the number that it has in the forum that is looked at; without one there, by that of who held it. */
export const numberedHere = <S extends { readonly number?: number; readonly ordinal: number }>(session: S): S =>
  session.number === undefined ? session : { ...session, ordinal: session.number };
