/**
 * The peer that a TypeScript team would build otherwise: Express over Emmett's PostgreSQL store, with its command
 * handler, the product's validation of a report (ajv), and a bearer token that is verified with each request. It keeps
 * events, durably; it has no read models, no policy, no access rules and no retry check. (Emmett's own Express package has
 * no version for this store.)
 */
import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { startPostgres } from './postgres.ts';

const peer = (name) => import(name); // of bench/package.json, not of the product's
const initialState = () => ({ registered: false, implementation: 'notStarted' });
const evolve = (state, { type }) => {
  if (type === 'CommitmentRegistered') return { ...state, registered: true };
  return type === 'ProgressReported' ? { ...state, implementation: 'inProgress' } : state;
};
const streamOf = (commitment) => `commitment-${commitment}`;

export const emmettApi = async (folder, body) => {
  const { default: express } = await peer('express');
  const { default: Ajv } = await peer('ajv');
  const { default: pg } = await peer('pg');
  const { CommandHandler } = await peer('@event-driven-io/emmett');
  const { getPostgreSQLEventStore } = await peer('@event-driven-io/emmett-postgresql');
  const postgres = await startPostgres(folder);
  const pool = new pg.Pool({ connectionString: postgres.url, max: 10 });
  pool.on('error', () => {}); // a connection that is closing when the server stops
  const store = getPostgreSQLEventStore(postgres.url, { connectionOptions: { pooled: true, pool } });
  await store.schema.migrate();
  const handle = CommandHandler({ evolve, initialState });
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const fits = new Ajv().compile(body);

  const report = async ({ headers, params, body: data }, response) => {
    const { payload } = await jwtVerify(headers.authorization?.slice('Bearer '.length) ?? '', publicKey);
    if (!fits(data)) return response.status(400).json(fits.errors);
    const metadata = { actor: payload.sub, commandId: headers['idempotency-key'] };
    const event = { type: 'ProgressReported', data, metadata };
    const decide = ({ registered }) => {
      if (!registered) throw new Error('There is no such commitment');
      return event;
    };
    const again = { retry: { onVersionConflict: 8 } }; // as often as the product
    const { nextExpectedStreamVersion } = await handle(store, streamOf(params.commitmentId), decide, again);
    response.status(201).setHeader('ETag', `W/"${nextExpectedStreamVersion}"`).json({ events: [event] });
  };
  const app = express().disable('etag').use(express.json());
  app.post('/v1/commitments/:commitmentId/progress-reports', (request, response, next) => {
    report(request, response).catch(next);
  });
  const server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  let made = 0;
  return {
    port: server.address().port,
    token: ({ id }) =>
      new SignJWT({}).setProtectedHeader({ alg: 'ES256' }).setSubject(id).setExpirationTime('1d').sign(privateKey),
    decide: (commitments) =>
      Promise.all(
        Array.from({ length: commitments }, async () => {
          const id = `bench.1.c${(made += 1)}`;
          await store.appendToStream(streamOf(id), [{ type: 'CommitmentRegistered', data: { id } }]);
          return id;
        }),
      ),
    lag: () => 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.end();
      await postgres.stop();
    },
  };
};
