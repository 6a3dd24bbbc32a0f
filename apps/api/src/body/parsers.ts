import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnsupportedMediaType } from './unsupported-media-type.js';
import { parseJson } from './json.js';

/** The largest command. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Bodies are JSON; a route for files also accepts YAML, and passes both on as raw bytes; a signed note is plain text. */
export const takeBodies = (fastify: FastifyInstance): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRoute', (route) => {
    if (route.config?.fileOf !== undefined) route.bodyLimit = route.config.fileOf;
  });
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) =>
      request.routeOptions.config.fileOf !== undefined ? body : body.length === 0 ? undefined : parseJson(body),
  );
  fastify.addContentTypeParser('text/plain', { parseAs: 'string' }, async (request: FastifyRequest, body: string) => {
    if (!request.routeOptions.config.takesText) throw new UnsupportedMediaType();
    return body;
  });
  fastify.addContentTypeParser(
    ['application/yaml', 'application/x-yaml'],
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      if (request.routeOptions.config.fileOf === undefined) throw new UnsupportedMediaType();
      return body;
    },
  );
};
