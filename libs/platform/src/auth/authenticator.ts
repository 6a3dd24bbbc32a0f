import { LedgerError, type SpentIds } from '@jwg/event-sourcing';
import type { Actor } from '@jwg/domain';

/** Who is acting, and for how long that is known. */
export interface Checked {
  readonly actor: Actor;
  /** Milliseconds since 1970 when the token, or the sign-in, ends. */
  readonly ends: number;
}

/** What a link gives who follows it. */
export interface Invitation {
  readonly actor: Actor;
  /** For how long they are then signed in. */
  readonly seconds: number;
}

/** Links that let somebody sign in once. The code of a link is no token, and a token is no code. */
export interface Links {
  /** @param within  seconds in which the link has to be followed */
  make(invitation: Invitation, within: number): Promise<string>;
  /**
   * Spends the code of a link.
   *
   * @throws LinkUnknown, LinkLate, LinkUsed, StoreUnavailable
   */
  follow(code: string, used: SpentIds): Promise<Invitation>;
}

/** What a browser keeps while somebody signs in elsewhere. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface SignInAtIssuer {
  /** For how long somebody is then signed in. */
  readonly seconds: number;
  /**
   * The address to which the browser goes, and what it keeps meanwhile.
   *
   * @throws IssuerUnavailable
   */
  begin(): Promise<{ readonly address: string; readonly begun: Begun }>;
  /**
   * Who came back, by the query string that they brought.
   *
   * @throws SignInFailed, NoRoleHere, IssuerUnavailable
   */
  finish(search: string, begun: Begun): Promise<Actor>;
}

/** Finds out who is acting, from the Authorization header alone: never from an address, a query string or a body. */
export interface Authenticator {
  /**
   * `authorization` is the header as it came. If it came more than once, it holds all the values, and the request is
   * refused.
   *
   * @throws Unauthenticated    there is no token, or it cannot be trusted
   * @throws IssuerUnavailable  whether it can be trusted is unknown now
   */
  check(authorization: string | readonly string[] | undefined): Promise<Checked>;
  /** Where the people of an issuer sign in with a browser. */
  readonly atIssuer?: SignInAtIssuer;
  /** One-time links, where this ledger itself says who is who. */
  readonly links?: Links;
  /** From this the key of sign-ins is made, where the settings hold no secret for them. */
  readonly secret?: string;
}

export type WhyNot =
  | 'missing'
  | 'malformed'
  | 'algorithm'
  | 'type'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'tooOld'
  | 'notYetValid'
  | 'claims';

/**
 * `message` is one printable ASCII sentence without quotes. It may be shown, and reveals nothing of the token's
 * content.
 */
export class Unauthenticated extends LedgerError {
  override readonly name = 'Unauthenticated';
  readonly kind = 'unauthenticated';
  declare readonly wayOut?: string;
  constructor(
    readonly reason: WhyNot,
    message: string,
    wayOut?: string,
  ) {
    super(message);
    if (wayOut !== undefined) this.wayOut = wayOut;
  }
}

/** The issuer's keys are not available and cannot be fetched now. The token is not at fault. */
export class IssuerUnavailable extends LedgerError {
  override readonly name = 'IssuerUnavailable';
  readonly kind = 'turnedAway';
  constructor(
    message: string,
    override readonly retryAfter: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
