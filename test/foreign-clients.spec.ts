import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSqliteEventStore } from '@jwg/event-store';
import type { StoredEvent } from '@jwg/event-sourcing';
import { topicNames } from '@jwg/relay';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { withoutNames } from '../libs/platform/src/persons/in-event.js';
import { validating } from '../libs/published-language/src/contract/testing/validating.js';
import { foreignClients, type ForeignRecord } from './foreign-clients/clients.js';
import { kafkaBroker } from './kafka.js';
import { wholeLedger, wrongWith } from './relaying.js';
import { cli, dataFolder, startServer, tokenFor, type Server } from './server.js';

const broker = await kafkaBroker();
const clients = await foreignClients();

const COMMITMENT = 'cpec-jwg-st.2.c1';
const NARRATIVE = 'The walls of the first zone stand: 墙, دیوار';
const UNDONE = '00000000-0000-4000-8000-00000000dead';

const reference = join(import.meta.dirname, '..', 'docs', 'reference');
const documented = (...path: string[]) =>
  JSON.parse(readFileSync(join(reference, ...path), 'utf8')) as Record<string, unknown>;
const { components } = documented('asyncapi.json') as {
  components: { messageTraits: { onKafka: { headers: object } } };
};

broker.describe('The demo as its server relays it,', () => {
  const { folder, remove } = dataFolder();
  const { brokers, prefix } = broker.fresh();
  const names = topicNames(prefix);
  let ledger: StoredEvent[];

  beforeAll(async () => {
    expect(await cli(['demo', '--once', '--data', folder])).toMatchObject({ code: 0 });
    const settings = { JWG_KAFKA_BROKERS: brokers.join(), JWG_KAFKA_PREFIX: prefix, JWG_KAFKA_PARTITIONS: '3' };
    const server = await startServer(folder, settings);
    try {
      await relayed(server, (await ledgerIn(folder)).length);
      await undone(brokers, [names.events, names.statuses]);
      for (const visibility of ['public', 'sideInternal']) await report(server, visibility);
      ledger = await ledgerIn(folder);
      await relayed(server, ledger.length);
    } finally {
      await server.stop();
    }
  }, 120_000); // the build is in it, the first time
  afterAll(remove);

  const report = async (server: Server, visibility: string) => {
    const who = ['--role', 'focalPoint', '--side', 'PK', '--institution', 'pk-stza', '--name', 'focal point'];
    const token = await tokenFor(folder, ...who);
    const answer = await fetch(`${server.url}/v1/commitments/${COMMITMENT}/progress-reports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ narrative: NARRATIVE, provenance: { visibility } }),
    });
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 201 });
  };

  for (const { name, cloudEvents, read } of clients)
    describe(`read by ${name},`, () => {
      let events: ForeignRecord[];
      let statuses: ForeignRecord[];
      beforeAll(async () => {
        events = await read(brokers, names.events);
        statuses = await read(brokers, names.statuses);
      }, 60_000);

      it('has every event that may leave the ledger once, unchanged and in order, and the status of every commitment', async () => {
        expect(
          await wrongWith({ readAll: async (after) => (after === undefined ? ledger : []) }, events, statuses),
        ).toEqual([]);
        expect(events).toHaveLength(ledger.length - 1); // all but the internal report
        expect(statuses.length).toBeGreaterThan(0);
      });

      it('distinguishes events from before the relay’s first start from later ones', () => {
        const later = events.filter(({ headers }) => headers.ce_delivery !== 'backfill');
        expect(later).toMatchObject([{ key: `commitment-${COMMITMENT}`, headers: { ce_delivery: 'live' } }]);
        expect(JSON.parse(later[0]!.value!)).toMatchObject({ narrative: NARRATIVE });
      });

      it('has exactly the documented headers', () => {
        const { headers } = components.messageTraits.onKafka;
        const fits = validating().compile({ ...headers, additionalProperties: false });
        for (const { headers } of [...events, ...statuses])
          expect({ headers, fits: fits(headers), errors: fits.errors }).toMatchObject({ fits: true });
      });

      it('has data that fit the schema named by the record', () => {
        const schemas = validating(
          ...readdirSync(join(reference, 'schemas')).map((file) => documented('schemas', file)),
        );
        for (const { headers, value } of [...events, ...statuses]) {
          const fits = schemas.validate(new URL(headers.ce_dataschema!).pathname, JSON.parse(value!));
          expect({ value, fits, errors: schemas.errors }).toMatchObject({ fits: true });
        }
      });

      it('hides an aborted transaction from clients that read committed records only', async () => {
        const ids = (records: ForeignRecord[]) => records.map(({ headers }) => headers.ce_id);
        for (const [topic, committed] of Object.entries({ [names.events]: events, [names.statuses]: statuses })) {
          const all = await read(brokers, topic, 'read_uncommitted');
          expect(ids(all).toSorted()).toEqual([...ids(committed), UNDONE].toSorted());
        }
      });

      if (cloudEvents)
        it(`is CloudEvents in binary mode to ${cloudEvents}`, () => {
          for (const { key, value, headers, event } of [...events, ...statuses]) {
            const attributes = Object.entries(headers).filter(([header]) => header.startsWith('ce_'));
            expect(event).toEqual({
              ...Object.fromEntries(attributes.map(([header, text]) => [header.slice('ce_'.length), text])),
              time: expect.any(String), // the same instant, in other words
              datacontenttype: headers['content-type'],
              partitionkey: key,
              data: JSON.parse(value!),
            });
            expect(new Date(event!.time as string)).toEqual(new Date(headers.ce_time!));
          }
        });
    });
});

/** What is in the folder's ledger now, read beside whoever writes it. */
const ledgerIn = async (folder: string): Promise<StoredEvent[]> => {
  const store = openSqliteEventStore({ folder, readOnly: true });
  try {
    return (await wholeLedger(store)).map(withoutNames);
  } finally {
    await store.close();
  }
};

/** Resolves once the relay has handled so many events; the test's own time limit ends a wait in vain. */
const relayed = async ({ url }: Server, events: number): Promise<void> => {
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    if (metrics.includes(`\njwg_relay_position ${events - 1}\n`)) return;
    await sleep(50);
  }
};

/** Leaves a transaction in the topics that was begun and not committed. */
const undone = async (brokers: string[], topics: string[]): Promise<void> => {
  const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer({
    transactionalId: `${topics[0]}.undone`,
    idempotent: true,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const transaction = await producer.transaction();
  const headers = { ce_specversion: '1.0', ce_id: UNDONE, ce_source: '/nowhere', ce_type: 'undone' };
  for (const topic of topics) await transaction.send({ topic, messages: [{ key: 'undone', value: '{}', headers }] });
  await transaction.abort();
  await producer.disconnect();
};
