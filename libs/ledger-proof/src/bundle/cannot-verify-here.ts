/** What runs the verifier cannot compute what it needs. That says nothing about the bundle. */
export class CannotVerifyHere extends Error {
  override readonly name = 'CannotVerifyHere';
}

/**
 * Browsers have Web Crypto only in pages that came over https or from the same computer.
 *
 * @throws CannotVerifyHere
 */
export const mustHaveCrypto = (): void => {
  if ((globalThis as { crypto?: Partial<typeof crypto> }).crypto?.subtle === undefined)
    throw new CannotVerifyHere(
      'This program computes no digests here. A browser does so only for a page that came over https, or from this computer.',
    );
};

/** @throws CannotVerifyHere  for an error that says so */
export const whereUnsupported = (error: unknown): never => {
  if ((error as Error).name !== 'NotSupportedError') throw error;
  throw new CannotVerifyHere('This program knows no Ed25519 signatures. A later version of it does.', { cause: error });
};
