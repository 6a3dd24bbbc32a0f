import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants';
import type { FastifyContextConfig } from 'fastify';
import type { Role } from '@jwg/platform';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route at all; what they may do there the rules decide. */
    access?: readonly Role[] | 'public';
    /** The command is only taken with the revision that it was given for. */
    needsRevision?: boolean;
    /** The body is a file of the record, of up to so many bytes, handed on as it is. */
    fileOf?: number;
  }
}

/** Adds to what Fastify keeps beside the route, from where the hooks read it. */
const configure =
  (more: FastifyContextConfig): MethodDecorator =>
  (_target, _name, descriptor) => {
    const route = descriptor.value as object;
    const known = configOf(route);
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...known, ...more }, route);
  };

export const configOf = (route: object): FastifyContextConfig =>
  (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, route) as FastifyContextConfig | undefined) ?? {};

/** The roles that may use this route. A route without a rule does not start. */
export const May = (...roles: readonly Role[]) => configure({ access: roles });

/** Whoever has a token may read what its side may see. */
export const MayRead = () => May('recorder', 'secretariat', 'coChair', 'focalPoint', 'auditor', 'service');

/** No token is asked for. */
export const Public = () => configure({ access: 'public' });

/**
 * The command changes what somebody else may just have changed: it has to name the revision that its sender saw, in
 * If-Match.
 */
export const AtRevision = () => configure({ needsRevision: true });

/** Takes a file instead of a command. */
export const TakesFile = (maxBytes: number) => configure({ fileOf: maxBytes });
