import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { productFolder } from '@jwg/platform';
import { lookOf } from './look.js';

/** Where the build puts the page. */
const built = join(productFolder, 'dist/apps/web');

/** No script, style or font but the page's own files, no answer but this server's, and no frame around it. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** First segments that stay the server's: an unknown address under them is a problem, never the page. */
const SERVERS =
  /^\/(v1|docs|guide|health|schemas|tile|checkpoint|verify-bundle\.mjs|verify-bundle\.html|metrics|auth|assets|openapi\.json|asyncapi\.json)(\/|$)/;

/**
 * Serves the web page at every address that a browser asks for and that is not the server's own. The files of the page
 * have their content's digest in their names, so that they may be kept for good.
 *
 * @returns whether there is a page: one that was not built is not served
 */
export const servePage = async (fastify: FastifyInstance, publicPath = '', folder = built): Promise<boolean> => {
  if (!existsSync(join(folder, 'index.html'))) return false;
  const document = readFileSync(join(folder, 'index.html'), 'utf8').replaceAll('"./', `"${publicPath}/`);
  await fastify.register(fastifyStatic, { root: folder, serve: false });
  fastify.get<{ Params: { '*': string } }>(
    '/assets/*',
    { config: { access: 'public', uncounted: true } },
    (request, reply) => reply.sendFile(`assets/${request.params['*']}`, { maxAge: '365d', immutable: true }),
  );
  fastify.get('/icon.svg', { config: { access: 'public', uncounted: true } }, (_request, reply) =>
    reply.sendFile('icon.svg', { maxAge: '1d' }),
  );
  const page = (request: FastifyRequest, reply: FastifyReply) => {
    const { lang, dir, theme } = lookOf(request.headers.cookie);
    return reply
      .type('text/html; charset=utf-8')
      .headers({
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': POLICY,
        'Referrer-Policy': 'same-origin',
        Vary: 'Cookie',
      })
      .send(
        document.replace(
          '<html lang="en" dir="ltr" data-theme="system" data-base="">',
          `<html lang="${lang}" dir="${dir}" data-theme="${theme}" data-base="${publicPath}">`,
        ),
      );
  };
  // Not a route of its own: what is not there stays so for logs, traces and whoever asks for something else.
  fastify.addHook('onRequest', async (request, reply) => {
    const { is404, method, headers, url } = request;
    const wantsPage = (method === 'GET' || method === 'HEAD') && headers.accept?.includes('text/html') === true;
    if (is404 && wantsPage && !SERVERS.test(url)) return page(request, reply);
  });
  return true;
};
