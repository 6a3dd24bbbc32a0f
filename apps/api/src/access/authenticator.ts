import type { Actor } from '@jwg/domain';

/** Who is acting, told by the request's Authorization header alone. */
export abstract class Authenticator {
  /** @throws Unauthenticated */
  abstract actorOf(authorization: string | undefined): Promise<Actor>;
}

/** `message` is safe to show. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}
