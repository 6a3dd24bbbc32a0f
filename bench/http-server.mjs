/**
 * One server in a process of its own, forked by server.mjs: `bare` (Fastify and ajv, nothing else), `emmett` (Express
 * over Emmett's PostgreSQL store), `product` (the whole API over its ledger) or `memory` (the same API over the memory
 * store, without the ledger's file and without waiting for the disk; the followers and their rows are as in the
 * product).
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { emmettApi } from './emmett-api.mjs';

const [mode, folder, settings = '{}'] = process.argv.slice(2);
const built = (path) => import(new URL(`../dist/${path}.js`, import.meta.url).href);

/** What the product holds a report of progress to. */
const reportBody = () => {
  const text = (maxLength) => ({ type: 'string', minLength: 1, maxLength });
  const strict = (required, properties) => ({ type: 'object', additionalProperties: false, required, properties });
  const source = { kind: { enum: ['press', 'document', 'minutes', 'instrument', 'statement', 'system'] } };
  for (const name of ['reference', 'note', 'paragraph', 'language', 'digest']) source[name] = text(4000);
  return strict(['narrative'], {
    narrative: text(4000),
    percent: { type: 'integer', minimum: 0, maximum: 100 },
    evidence: {
      type: 'array',
      maxItems: 50,
      items: strict(['reference'], { reference: text(4000), title: text(200) }),
    },
    provenance: strict([], {
      occurredAt: { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z)?)?)?$' },
      source: strict(['kind', 'reference'], source),
    }),
  });
};

const bare = async () => {
  const { default: fastify } = await import('fastify');
  const server = fastify();
  const body = reportBody();
  server.post(
    '/v1/commitments/:commitmentId/progress-reports',
    { schema: { body } },
    async ({ params, body: data }, reply) => {
      const stream = `commitment-${params.commitmentId}`;
      const event = { id: randomUUID(), type: 'ProgressReported', position: 0, data };
      return reply
        .status(201)
        .header('ETag', '"0"')
        .send({ stream, revision: 0, cursor: '0', events: [event] });
    },
  );
  await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    port: server.server.address().port,
    token: () => 'none',
    decide: (commitments) => Array.from({ length: commitments }, (_, n) => `bench.1.c${n + 1}`),
    lag: () => 0,
    close: () => server.close(),
  };
};

const api = async () => {
  await import('reflect-metadata');
  const { Platform, openLocalIssuer } = await built('libs/platform/src/index');
  const { openApi } = await built('apps/api/src/api');
  if (mode === 'memory') {
    const { openMemoryEventStore } = await built('libs/event-store/src/index');
    const { openBooks, openRows } = await built('libs/read-models/src/index');
    const [rows, books] = [await openRows({ folder }), await openBooks({ folder })];
    const adapters = { store: grouping(openMemoryEventStore()), rows, books };
    Platform.open = async () => new Platform(adapters);
  }
  const issuer = await openLocalIssuer(folder);
  const threads = mode === 'product'; // as in a server; without a file there is nothing that a thread could open
  const app = await openApi({ folder, ratePerMinute: 1e9, threads, ...JSON.parse(settings) }, issuer);
  await app.listen(0, '127.0.0.1');
  const platform = app.get(Platform);
  const { CommandBus } = createRequire(import.meta.url)('@nestjs/cqrs');
  return {
    port: app.getHttpServer().address().port,
    token: (actor) => issuer.issue(actor, 86_400),
    decide: deciding(app.get(CommandBus), platform),
    lag: () => Math.max(...platform.health().map(({ lag = 1 }) => lag)),
    relay: () => platform.relay(),
    close: () => app.close(),
  };
};

/** Answers all appends of one turn of the event loop together, as the product's store does, for equal batches. */
const grouping = (store) => {
  let waiting = [];
  const flush = () => {
    const group = waiting;
    waiting = [];
    for (const { writes, resolve } of group) resolve(store.append(writes));
  };
  return {
    append: (writes) =>
      new Promise((resolve) => {
        if (waiting.push({ writes, resolve }) === 1) setImmediate(flush);
      }),
    readStream: (stream, from) => store.readStream(stream, from),
    lengthOf: (stream) => store.lengthOf(stream),
    readAll: (after, limit) => store.readAll(after, limit),
    positionOf: (cursor) => store.positionOf(cursor),
    last: () => store.last(),
    watch: (listener) => store.watch(listener),
    close: () => store.close(),
  };
};

/** Makes a forum whose sessions each decide on several commitments; resolves to their ids. */
const deciding = (bus, platform) => {
  const actor = { id: 'bench', role: 'recorder' };
  const name = { en: 'A name' };
  const undertaking = { kind: 'support', title: name, lead: ['pk-stza'], support: [], beneficiaries: [] };
  let sessions = 0;
  return async (commitments) => {
    const { commandNamed, parseInput } = await built('libs/application/src/index');
    const { within } = await built('libs/platform/src/index');
    const tell = (command, fields) =>
      within({ actor, commandId: randomUUID() }, () => bus.execute(parseInput(commandNamed(command), fields)));
    if (sessions === 0) {
      const sides = ['PK', 'CN'].map((side) => ({ side, name }));
      await tell('EstablishForum', { forumId: 'bench', name, level: 'workingGroup', sides });
      await tell('RegisterInstitution', { forumId: 'bench', institution: 'pk-stza', side: 'PK', name });
    }
    const sessionId = `bench.${(sessions += 1)}`;
    await tell('ScheduleSession', { sessionId, mode: 'virtual' });
    await tell('OpenSession', { sessionId, openedOn: '2022-04-20' });
    const undertakings = Array.from({ length: commitments }, () => undertaking);
    const { cursor, events } = await tell('TakeDecision', { sessionId, text: name, undertakings });
    await platform.caughtUpTo(cursor, 60_000);
    return events[0].data.undertakings.map(({ commitmentId }) => commitmentId);
  };
};

const servers = { bare, emmett: () => emmettApi(folder, reportBody()), product: api, memory: api };
const server = await servers[mode]();
const questions = {
  port: () => server.port,
  lag: () => server.lag(),
  relay: () => server.relay(),
  cpu: () => process.cpuUsage(),
  token: ([actor]) => server.token(actor),
  decide: ([commitments]) => server.decide(commitments),
};
process.on('message', async ({ ask, of }) => process.send({ answer: await questions[ask](of) }));
process.on('disconnect', () => void Promise.resolve(server.close()).then(() => mode === 'emmett' && process.exit()));
process.send({ answer: 'ready' });
