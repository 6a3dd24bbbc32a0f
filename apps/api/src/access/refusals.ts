import type { Role } from '@jwg/domain';

export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
  constructor(role: Role, roles: readonly Role[]) {
    super(`The role ${role} may not do this; it takes a ${roles.join(' or ')}.`);
  }
}

export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  constructor(
    max: number,
    readonly retryAfter: number,
  ) {
    super(`More than ${max} requests a minute; come back in ${retryAfter} s.`);
  }
}
