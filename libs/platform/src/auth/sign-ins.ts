import { randomBytes, randomUUID } from 'node:crypto';
import { errors } from 'jose';
import type { Actor } from '@jwg/domain';
import type { SpentIds } from '@jwg/event-sourcing';
import { actorOfClaims, type ClaimNames } from './actor-of-claims.js';
import { Unauthenticated, type Checked } from './authenticator.js';
import { sealedBy, type Sealed } from './sealed.js';

/** Somebody who signed in with a browser. */
export interface SignedIn extends Checked {
  readonly id: string;
  /** What a page of ours sends with each command, and a page of others cannot know. */
  readonly csrf: string;
}

const over = (reason: 'expired' | 'signature', message: string) =>
  new Unauthenticated(reason, message, 'Sign in again.');

const claims: ClaimNames = { role: 'role', side: 'side', institution: 'institution' };

/**
 * Who signed in with a browser. The browser itself keeps the sign-in, sealed, so every server that has the secret knows
 * it. Only what was ended before its time is on record.
 */
export class SignIns {
  private readonly sealed: Sealed;

  constructor(
    secret: string,
    private readonly ended: SpentIds,
    private readonly clock: () => Date,
  ) {
    this.sealed = sealedBy(secret, 'sign-in', clock);
  }

  /** A new sign-in, and the text by which the browser keeps it. */
  async begin({ id: sub, role, side, institution }: Actor, seconds: number): Promise<SignedIn & { kept: string }> {
    const ends = (Math.floor(this.clock().getTime() / 1000) + seconds) * 1000;
    const own = { jti: randomUUID(), csrf: randomBytes(18).toString('base64url') };
    const kept = await this.sealed.seal({ ...own, sub, role, side, institution }, ends);
    return { ...(await this.of(kept)), kept };
  }

  /** @throws Unauthenticated, StoreUnavailable */
  async of(kept: string): Promise<SignedIn> {
    const signedIn = await this.opened(kept);
    if (await this.ended.has(signedIn.id)) throw over('expired', 'This sign-in was ended.');
    return signedIn;
  }

  /** Ends a sign-in on every server at once. One that is over already stays so. */
  async end(kept: string): Promise<void> {
    const signedIn = await this.opened(kept).catch(() => undefined);
    if (signedIn) await this.ended.spend(signedIn.id, new Date(signedIn.ends));
  }

  private async opened(kept: string): Promise<SignedIn> {
    try {
      const payload = await this.sealed.open(kept);
      const { jti, csrf, exp } = payload as { jti: string; csrf: string; exp: number };
      return { id: jti, csrf, ends: exp * 1000, actor: actorOfClaims(payload, claims) };
    } catch (error) {
      throw error instanceof errors.JWTExpired
        ? over('expired', 'The sign-in has ended.')
        : over('signature', 'The sign-in is not one of this ledger.');
    }
  }
}
