import { LedgerError } from '@jwg/event-sourcing';
import type { Actor } from '@jwg/domain';

/** Finds out who is acting, from the Authorization header alone: never from an address, a query string or a body. */
export interface Authenticator {
  /**
   * `authorization` is the header as it came. If it came more than once, it holds all the values, and the request is
   * refused.
   *
   * @throws Unauthenticated    there is no token, or it cannot be trusted
   * @throws IssuerUnavailable  whether it can be trusted is unknown now
   */
  actorOf(authorization: string | readonly string[] | undefined): Promise<Actor>;
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
  constructor(
    readonly reason: WhyNot,
    message: string,
  ) {
    super(message);
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
