import { createPublicKey, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { LedgerError } from '@jwg/event-sourcing';
import { actorOfClaims, type ClaimNames } from './actor-of-claims.js';
import type { Links } from './authenticator.js';
import type { IssuerKey } from './issuer-key.js';

export class LinkUnknown extends LedgerError {
  override readonly name = 'LinkUnknown';
  readonly kind = 'notFound';
  override readonly wayOut = 'Copy the whole link, or ask for a new one.';
  constructor() {
    super('This is no link of this ledger.');
  }
}

export class LinkLate extends LedgerError {
  override readonly name = 'LinkLate';
  readonly kind = 'refused';
  override readonly type = 'link-late';
  constructor(ended: string) {
    super(`This link could be followed until ${ended}.`);
  }
}

export class LinkUsed extends LedgerError {
  override readonly name = 'LinkUsed';
  readonly kind = 'refused';
  override readonly type = 'link-used';
  constructor() {
    super('Somebody has followed this link already. It works once.');
  }
}

const type = 'jwg-link+jwt';
const claims: ClaimNames = { role: 'role', side: 'side', institution: 'institution' };

export const linksBy = ({ issuer, privateKey }: IssuerKey, clock: () => Date): Links => {
  const publicKey = createPublicKey(privateKey);
  const read = async (code: string) => {
    try {
      const { payload } = await jwtVerify(code, publicKey, {
        ...{ algorithms: ['EdDSA'], issuer, typ: type, requiredClaims: ['exp', 'sub', 'jti'], currentDate: clock() },
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new LinkLate(new Date(error.payload.exp! * 1000).toISOString());
      throw new LinkUnknown();
    }
  };
  return {
    async make({ actor: { id, role, side, institution }, seconds }, within) {
      actorOfClaims({ sub: id, role, side, institution }, claims);
      return new SignJWT({ role, side, institution, seconds })
        .setProtectedHeader({ alg: 'EdDSA', typ: type })
        .setIssuer(issuer)
        .setSubject(id)
        .setJti(randomUUID())
        .setExpirationTime(Math.floor(clock().getTime() / 1000) + within)
        .sign(privateKey);
    },
    async follow(code, used) {
      const payload = await read(code);
      if (!(await used.spend(payload.jti!, new Date(payload.exp! * 1000)))) throw new LinkUsed();
      return { actor: actorOfClaims(payload, claims), seconds: payload.seconds as number };
    },
  };
};
