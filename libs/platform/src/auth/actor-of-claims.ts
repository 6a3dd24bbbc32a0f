import type { JWTPayload } from 'jose';
import { Actor, roles, violations, type Role } from '@jwg/domain';
import { Unauthenticated } from './authenticator.js';

/** The names of the claims that say who is acting and how. The subject is always `sub`. */
export interface ClaimNames {
  readonly role: string;
  readonly side: string;
  readonly institution: string;
}

/** The roles that a token may give. `policy` is the system itself, which carries no token. */
export const tokenRoles: readonly Role[] = roles.filter((role) => role !== 'policy');

const oneSided: readonly unknown[] = ['secretariat', 'coChair', 'focalPoint'];

/**
 * The actor that the claims describe. A secretariat, a co-chair and a focal point act for a side; a focal point also
 * acts for an institution of that side, and no other role acts for one. The other roles may belong to a side, whose
 * internal records they then see.
 *
 * @throws Unauthenticated (claims)
 */
export const actorOfClaims = (claims: JWTPayload, names: ClaimNames): Actor => {
  const own = (name: string): unknown => (Object.hasOwn(claims, name) ? claims[name] : undefined);
  const [role, side, institution] = [own(names.role), own(names.side), own(names.institution)];
  const actor = {
    id: claims.sub,
    role,
    ...(side !== undefined && { side }),
    ...(institution !== undefined && { institution }),
  } as Actor;

  if (!tokenRoles.some((it) => it === role)) refuse(names.role, `must be one of ${tokenRoles.join(', ')}`);
  const [unfit] = violations(Actor, actor);
  if (unfit) refuse({ id: 'sub', ...names }[unfit.field.slice(1) as 'id' | keyof ClaimNames], unfit.rule);
  if (!actor.id.isWellFormed() || /\p{Cc}/u.test(actor.id)) refuse('sub', 'must have printable characters only');
  if (oneSided.includes(role) && side === undefined) refuse(names.side, `is required of a ${actor.role}`);
  if (role === 'focalPoint' && institution === undefined) refuse(names.institution, 'is required of a focalPoint');
  if (role !== 'focalPoint' && institution !== undefined) refuse(names.institution, `is not for a ${actor.role}`);
  return actor;
};

const refuse = (claim: string, rule: string): never => {
  throw new Unauthenticated('claims', `The token's claim ${claim} ${rule}.`);
};
