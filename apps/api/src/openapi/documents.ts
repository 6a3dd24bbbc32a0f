import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { productFolder, type Settings } from '@jwg/platform';
import { pathOf } from '../conventions/public-path.js';
import { asyncApiOf } from './asyncapi.js';

const reference = join(productFolder, 'docs/reference');
/** The served document is this reviewed file. */
export const documentFile = join(reference, 'openapi.json');

const assets = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui.css')));
const types = { js: 'text/javascript', css: 'text/css', html: 'text/html' };

/** Serves the OpenAPI document, its explorer and the schemas of published events; nothing is loaded from elsewhere. */
export const serveDocuments = (fastify: FastifyInstance, settings: Settings): void => {
  serveSchemas(fastify);
  const serve = (url: string, type: string, read: () => string | Buffer) => {
    let kept: string | Buffer | undefined;
    fastify.get(url, { config: { access: 'public' } }, (_request, reply) =>
      reply
        .type(type)
        .headers({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': POLICY })
        .send((kept ??= read())),
    );
  };
  serve('/openapi.json', 'application/json', () => documentUnder(pathOf(settings.publicUrl)));
  serve('/asyncapi.json', 'application/json', () =>
    asyncApiOf(readFileSync(join(reference, 'asyncapi.json'), 'utf8'), settings),
  );
  serve('/docs', types.html, () => PAGE);
  serve('/docs/start.js', types.js, () => START);
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js'])
    serve(`/docs/${file}`, file.endsWith('css') ? types.css : types.js, () => readFileSync(join(assets, file), 'utf8'));
};

/** The document says where the addresses in it are; behind a proxy with a path of its own they are under that path. */
const documentUnder = (publicPath: string): string => {
  const text = readFileSync(documentFile, 'utf8');
  return publicPath === ''
    ? text
    : text.replace('"servers": [{ "url": "/" }]', `"servers": [{ "url": "${publicPath}" }]`);
};

/** Serves the schemas of published events, each at the path that records name in `dataschema`. */
const serveSchemas = (fastify: FastifyInstance): void => {
  const files = new Set(readdirSync(join(reference, 'schemas')));
  fastify.get<{ Params: { file: string } }>('/schemas/:file', { config: { access: 'public' } }, (request, reply) => {
    const { file } = request.params;
    if (!files.has(file)) return reply.callNotFound();
    return reply
      .type('application/schema+json')
      .headers({ 'Cache-Control': 'public, max-age=86400' })
      .send(readFileSync(join(reference, 'schemas', file), 'utf8'));
  });
};

const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>JWG Ledger: the HTTP API</title>
  <link rel="stylesheet" href="docs/swagger-ui.css">
  <div id="ui"></div>
  <script src="docs/swagger-ui-bundle.js"></script>
  <script src="docs/start.js"></script>
</html>
`;
const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#ui', deepLinking: true, validatorUrl: null });\n`;
