import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  LedgerError,
  sealedBy,
  SignIns,
  type Actor,
  type Authenticator,
  type Platform,
  type Sealed,
  type SignedIn,
} from '@jwg/platform';
import { OwnCookie } from './own-cookie.js';

export interface SignInSettings {
  /** Whether who did not sign in may read what both sides may see. */
  readonly publicReading?: boolean;
  /** The forums that the page opens first. */
  readonly pageForums?: readonly string[];
  /** Seals sign-ins; without it, the local issuer's secret does. */
  readonly signInSecret?: string;
  readonly publicUrl?: string;
}

/** Over plain http anybody on the way could take the cookie. */
export class NoSafeWay extends LedgerError {
  override readonly name = 'NoSafeWay';
  readonly kind = 'notAllowed';
  override readonly wayOut = 'Open the ledger by https, and set JWG_PUBLIC_URL to that address.';
  constructor() {
    super('Over plain http a browser can sign in only on the machine itself.');
  }
}

/** This way of signing in is not open here. */
export class OtherSignIn extends LedgerError {
  override readonly name = 'OtherSignIn';
  readonly kind = 'notFound';
  override readonly wayOut = 'See /v1/settings/page for the ways that are open.';
  constructor() {
    super('Nobody can sign in here in this way.');
  }
}

/** How browsers sign in here, and what they keep then. */
export class Browsers {
  readonly cookie: OwnCookie;
  readonly signIns?: SignIns;
  readonly links: Authenticator['links'];
  readonly atIssuer: Authenticator['atIssuer'];
  /** What a browser keeps while somebody signs in at the issuer. */
  readonly begun: OwnCookie;
  readonly sealed?: Sealed;
  readonly publicReading: boolean;
  readonly forums: readonly string[];
  private readonly isPlain: boolean;

  constructor(settings: SignInSettings, { links, atIssuer, secret }: Authenticator, { books, clock }: Platform) {
    const { publicUrl = 'http://localhost:3000', signInSecret = secret } = settings;
    this.isPlain = !publicUrl.startsWith('https:');
    this.cookie = new OwnCookie('jwg', publicUrl);
    this.begun = new OwnCookie('jwg-begun', publicUrl);
    this.links = links;
    this.atIssuer = atIssuer;
    if (signInSecret !== undefined) {
      this.signIns = new SignIns(signInSecret, books.spent, clock);
      this.sealed = sealedBy(signInSecret, 'begun sign-in', clock);
    }
    this.publicReading = settings.publicReading ?? false;
    this.forums = settings.pageForums ?? [];
  }

  /** @throws NoSafeWay */
  requireSafeWay({ hostname }: FastifyRequest): void {
    if (this.isPlain && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) throw new NoSafeWay();
  }

  /** Signs somebody in, and gives their browser what it keeps. */
  async begin(reply: FastifyReply, actor: Actor, seconds: number): Promise<SignedIn> {
    const { kept, ...signedIn } = await this.signIns!.begin(actor, seconds);
    this.cookie.put(reply, kept, signedIn.ends);
    return signedIn;
  }
}
