import { NothingSigned, type Platform } from '@jwg/platform';

/** @throws NothingSigned  this process only reads, and another one signs */
export const proofsOf = ({ proofs }: Platform): NonNullable<Platform['proofs']> => {
  if (!proofs) throw new NothingSigned();
  return proofs;
};
