import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose';

/** What a browser keeps for us: nobody else can read it, change it, or use it after its end. */
export interface Sealed {
  /** @param ends  milliseconds since 1970; whole seconds count */
  seal(claims: JWTPayload, ends: number): Promise<string>;
  /** @throws JOSEError (`ERR_JWT_EXPIRED` after its end) */
  open(text: string): Promise<JWTPayload>;
}

/** @param purpose  what is sealed for one purpose cannot be opened for another */
export const sealedBy = (secret: string, purpose: string, clock: () => Date): Sealed => {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `jwg ${purpose}`, 32));
  return {
    seal: (claims, ends) =>
      new EncryptJWT(claims)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(Math.floor(ends / 1000))
        .encrypt(key),
    open: async (text) =>
      (
        await jwtDecrypt(text, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
          currentDate: clock(),
        })
      ).payload,
  };
};
