import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants';
import type { FastifyContextConfig } from 'fastify';
import type { Category, Role } from '@jwg/platform';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The roles that may use the route at all; the domain's rules decide what they may do there. */
    access?: readonly Role[] | 'public';
    /** Whether those who did not sign in may read it, where the settings say so. */
    publicly?: boolean;
    /** A probe, which no flood of other requests from the same address may keep from its answer. */
    uncounted?: boolean;
    /** Whether the command must name the revision that its sender saw. */
    needsRevision?: boolean;
    /** The kind of stream whose current revision the answer shows. */
    shows?: Category;
    /** The parameter with which the answer never changes. */
    fixedBy?: string;
    /** Whether the body is plain text. */
    takesText?: boolean;
    /** The largest body in bytes. The body is then a file of the record, passed on as raw bytes. */
    fileOf?: number;
  }
}

/** Adds to the route's `config` in Fastify, from which the hooks read it. */
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

const everybody = ['recorder', 'secretariat', 'coChair', 'focalPoint', 'auditor', 'service'] as const;

/** Everybody may who is known here. */
export const Known = () => May(...everybody);

export const forReaders: FastifyContextConfig = { access: everybody, publicly: true };

/** Everybody who is known may read whatever their side may see; where it is set so, strangers may read what both may. */
export const MayRead = () => configure(forReaders);

/** The route needs no token. */
export const Public = () => configure({ access: 'public' });

/** The route needs no token and is not counted: it tells an orchestrator whether the server works. */
export const Probe = () => configure({ access: 'public', uncounted: true });

/**
 * The command could overwrite somebody else's recent change: it has to name, in If-Match, the revision that its sender
 * saw.
 */
export const AtRevision = () => configure({ needsRevision: true });

/** The answer shows one stream, the one that the path names. Its ETag then carries that stream's revision, for If-Match. */
export const Shows = (category: Category) => configure({ shows: category });

/** Once the parameter is given, the answer never changes. */
export const FixedBy = (parameter: string) => configure({ fixedBy: parameter });

/** Takes a file instead of a command. */
export const TakesFile = (maxBytes: number) => configure({ fileOf: maxBytes });
