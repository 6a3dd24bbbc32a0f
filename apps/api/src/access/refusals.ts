import { LedgerError, type Role } from '@jwg/platform';

export class NotAllowed extends LedgerError {
  override readonly name = 'NotAllowed';
  readonly kind = 'notAllowed';
  constructor(role: Role, roles: readonly Role[]) {
    super(`The role ${role} may not do this; it takes a ${roles.join(' or ')}.`);
  }
}

export class TooManyRequests extends LedgerError {
  override readonly name = 'TooManyRequests';
  readonly kind = 'turnedAway';
  override readonly type = 'too-many-requests';
  constructor(
    max: number,
    override readonly retryAfter: number,
  ) {
    super(`More than ${max} requests a minute; come back in ${retryAfter} s.`);
  }
}
