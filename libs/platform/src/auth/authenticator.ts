import { LedgerError } from '@jwg/event-sourcing';
import type { Actor } from '@jwg/domain';

/** Tells who is acting, from the Authorization header alone: never from an address, a query string or a body. */
export interface Authenticator {
  /**
   * `authorization` is the header as it came; where it came more than once, all of its values, which is refused.
   *
   * @throws Unauthenticated    there is no token, or it is not to be trusted
   * @throws IssuerUnavailable  whether it is to be trusted cannot be known now
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

/** `message` is one printable ASCII sentence without quotes; it may be shown, and tells nothing of the token's content. */
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

/** The issuer's keys are not at hand and cannot be fetched now: no fault of the token. */
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
