import { forReaders } from '../access/may.js';

const string = { type: 'string' };

/** Of what has a media type of its own, and is no question. */
const plain = (operationId: string, type: string, description: string, problems: object = {}) => ({
  operationId,
  summary: description,
  tags: ['Documents'],
  security: [],
  responses: {
    200: { description, content: { [type]: { schema: type.endsWith('json') ? { type: 'object' } : string } } },
    ...problems,
    429: { $ref: '#/components/responses/Problem429' },
  },
});

const withoutToken = {
  401: { $ref: '#/components/responses/Problem401' },
  403: { $ref: '#/components/responses/Problem403' },
};
const notFound = { 404: { $ref: '#/components/responses/Problem404' } };

/** Signed, or made of what is signed. */
const ofProofs = (operationId: string, type: string, description: string) => ({
  ...plain(operationId, type, description, notFound),
  tags: ['Proofs'],
});
const note = (operationId: string, description: string) => ofProofs(operationId, 'text/plain', description);
const tile = (operationId: string, description: string) =>
  ofProofs(operationId, 'application/octet-stream', description);
const entries = tile('GetEntries', 'What the hashes of level 0 are made of, each after its length in two bytes');
const tileNumber = {
  name: 'tile',
  in: 'path',
  required: true,
  description:
    'The number of the tile, in three digits; of one that is not full yet, with the number of its hashes: `003.p/17`. Such an address, and that of a tile from number 1,000 on, `x001/234`, has parts that a generated client cannot make.',
  example: '000',
  schema: string,
};

export const documents: Readonly<Record<string, object>> = {
  '/openapi.json': plain('GetOpenApi', 'application/json', 'This document'),
  '/asyncapi.json': plain('GetAsyncApi', 'application/json', 'The contract with services that listen'),
  '/schemas/{file}': {
    ...plain('GetSchema', 'application/schema+json', 'The schema of what is published, as `dataschema` names it', {
      404: { $ref: '#/components/responses/Problem404' },
    }),
    parameters: [{ name: 'file', in: 'path', required: true, example: 'DecisionTaken.v1.json', schema: string }],
  },
  '/docs': plain('GetExplorer', 'text/html', 'An explorer of this document'),
  '/verify-bundle.mjs': plain(
    'GetVerifier',
    'text/javascript',
    'The verifier of bundles, in one file, for node and for pages',
    {
      404: { $ref: '#/components/responses/Problem404' },
    },
  ),
  '/verify-bundle.html': plain(
    'GetVerifierPage',
    'text/html',
    'The verifier of bundles, for a browser without a network',
    {
      404: { $ref: '#/components/responses/Problem404' },
    },
  ),
  '/checkpoint': note('GetCheckpoint', 'The latest signed checkpoint, a C2SP signed note'),
  '/checkpoint/cosigned': note('GetCosignedCheckpoint', 'The newest checkpoint that the most witnesses have co-signed'),
  '/checkpoint/keys': note('GetLogKeys', 'The public keys of the log, one a line'),
  '/tile/entries/{tile}': {
    ...entries,
    security: [{ token: [] }, { signIn: [] }],
    'x-roles': forReaders.access,
    parameters: [tileNumber],
    responses: { ...entries.responses, ...withoutToken },
  },
  '/tile/{level}/{tile}': {
    ...tile('GetTile', 'Hashes of the tree, at most 256 of one level, as C2SP tlog-tiles'),
    parameters: [
      {
        name: 'level',
        in: 'path',
        required: true,
        example: 0,
        schema: { type: 'integer', format: 'int32', minimum: 0 },
      },
      tileNumber,
    ],
  },
  '/metrics': plain('GetMetrics', 'text/plain', 'The metrics for Prometheus'),
};
