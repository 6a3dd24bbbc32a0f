import type { FastifyInstance } from 'fastify';

/** The path of this ledger's public address: `/ledger` of `https://example.org/ledger`, '' if it has none. */
export const pathOf = (publicUrl: string | undefined): string =>
  publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');

/** An address without the path that a proxy may have left before it. */
export const withoutPath = (path: string, url: string): string =>
  path !== '' && (url === path || url.startsWith(`${path}/`)) ? url.slice(path.length) || '/' : url;

/** Gives out addresses under the public path, so that they lead here through the proxy that has this path. */
export const giveOutUnder = (fastify: FastifyInstance, path: string): void => {
  if (path === '') return;
  fastify.addHook('onSend', async (_request, reply) => {
    const [location, link] = [reply.getHeader('Location'), reply.getHeader('Link')];
    if (typeof location === 'string' && location.startsWith('/')) reply.header('Location', path + location);
    if (typeof link === 'string' && link.startsWith('</')) reply.header('Link', `<${path}${link.slice(1)}`);
  });
};
