import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { productFolder } from '@jwg/platform';

/** Where the build puts it. */
const built = join(productFolder, 'dist');

const types = { 'verify-bundle.mjs': 'text/javascript', 'verify-bundle.html': 'text/html' } as const;

/** Serves the verifier of bundles. The page among its files is for a browser without a network, so it is a download. */
export const serveVerifier = (fastify: FastifyInstance): void => {
  for (const [file, type] of Object.entries(types)) {
    const path = join(built, file);
    fastify.get(`/${file}`, { config: { access: 'public' } }, (_request, reply) => {
      if (!existsSync(path)) return reply.callNotFound();
      if (type === 'text/html') void reply.header('Content-Disposition', `attachment; filename="${file}"`);
      return reply.type(type).header('Cache-Control', 'no-cache').send(readFileSync(path, 'utf8'));
    });
  }
};
