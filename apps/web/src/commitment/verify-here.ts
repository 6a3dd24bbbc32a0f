import { getText, publicPath } from '../api/fetch-json.js';
import { Problem } from '../api/problem.js';

/** What the verifier tells of a bundle, as far as it is shown here. */
export interface Verified {
  readonly about: string;
  readonly events: number;
  /** It tells of the positions before this one. */
  readonly upTo: number;
  readonly checkpoint?: { readonly origin: string; readonly size: number; readonly key: string };
  readonly streams: readonly { readonly stream: string; readonly events: number; readonly completeTo: number }[];
  readonly wrong: readonly { readonly code: string; readonly position?: number }[];
  readonly notProved: readonly { readonly code: string }[];
}

interface Verifier {
  verifyBundle(file: string): Promise<Verified>;
}

/**
 * Reads the bundle of a commitment and checks it in this tab, with the verifier that anyone can run without the ledger.
 * Both are read before the check begins, which needs no network, and no thread of its own: it gives way at each digest.
 *
 * @param asOf  a position; now without it
 * @throws Problem
 */
export const verifyHere = async (commitment: string, asOf?: number): Promise<Verified> => {
  const verifier = await loadVerifier();
  const file = await getText(`/v1/bundles/${commitment}`, { asOf });
  const verified = await verifier.verifyBundle(file).catch(whereItCannot);
  if (verified.wrong.length > 0) return verified;
  return verified.about === commitment
    ? { ...verified, notProved: [...verified.notProved, ...ofThePage] }
    : { ...verified, wrong: [{ code: 'ANOTHER' }] };
};

/** The browser is wanting, and not the bundle: that must not look like a finding. */
const whereItCannot = (error: unknown): never => {
  if ((error as Error).name !== 'CannotVerifyHere') throw error;
  throw new Problem('cannot-verify-here', 0, 'This browser cannot verify here.', (error as Error).message);
};

/** The page and the verifier come from the ledger that is to be checked. */
const ofThePage = [{ code: 'AS_TOLD' }, { code: 'OWN_VERIFIER' }];

/** The very file that the server gives out for programs: no part of the page, and read when it is asked for. */
const loadVerifier = async (): Promise<Verifier> => {
  const address = new URL(`${publicPath}/verify-bundle.mjs`, location.href).href;
  try {
    return (await import(/* @vite-ignore */ address)) as Verifier;
  } catch {
    throw new Problem('no-answer', 0, 'The verifier could not be read.', undefined);
  }
};
