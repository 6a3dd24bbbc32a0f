import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { innerSide, type Actor } from '@jwg/domain';
import { actors } from '@jwg/domain/samples';
import type { CloudEvent } from '@jwg/published-language';
import { boot, type Booted } from '../testing/booted.js';
import { play } from '../testing/playing.js';

const FORUM = 'cpec-jwg-st';
const pakistani: Actor = { id: 'secretariat-pk', role: 'secretariat', side: 'PK' };

let api: Booted;
// What auditors are given is recorded, and the log would grow.
const text = async (address: string, as: Actor = actors.recorder) => (await api.get(`/v1/exports/${address}`, as)).text;
const lines = async (address: string, as?: Actor) =>
  (await text(address, as))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CloudEvent);
const rows = (csv: string) => csv.replace('\uFEFF', '').split('\r\n').filter(Boolean);

beforeAll(async () => {
  api = await boot({ publicReading: true });
  await play(api);
}, 60_000);
afterAll(() => api.close());

describe('An export of events', () => {
  it('has of a forum on each line what the pages of published events have, whoever asks', async () => {
    const { body } = await api.get(`/v1/events/batch?forum=${FORUM}&limit=500`);
    const published = (body as (CloudEvent & { cursor: string })[]).map(({ cursor: _, ...event }) => event);
    expect(published.length).toBeGreaterThan(50);
    expect(await lines(`events?forum=${FORUM}`)).toEqual(published);
    expect(await lines(`events?forum=${FORUM}`, pakistani)).toEqual(published);
  });

  it('is a file whose name says what it holds, up to which position', async () => {
    const last = (await api.count()) - 1;
    const { headers, status } = await api.get(`/v1/exports/events?forum=${FORUM}`, actors.recorder);
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      'application/x-ndjson',
      `attachment; filename="${FORUM}-${last}.ndjson"`,
    ]);
    expect((await api.get('/v1/exports/events?asOf=20', actors.recorder)).headers['content-disposition']).toContain(
      '"ledger-20.ndjson"',
    );
  });

  it('goes on after each of its lines, and loses and repeats nothing', async () => {
    const all = await lines(`events?forum=${FORUM}`);
    for (const [n, { sequence }] of all.entries())
      if (n % 7 === 0 || n === all.length - 1)
        expect(await lines(`events?forum=${FORUM}&after=${sequence}`)).toEqual(all.slice(n + 1));
  });

  it('as of a position ends there', async () => {
    const all = await lines('events');
    expect(await lines('events?asOf=40')).toEqual(all.filter(({ sequence }) => Number(sequence) <= 40));
    expect(await lines('events?asOf=40&after=30')).toEqual(
      all.filter(({ sequence }) => Number(sequence) > 30 && Number(sequence) <= 40),
    );
  });

  it('shows nothing that is internal to a side; where it was, the revisions of its stream have a gap', async () => {
    const stored = await api.platform.enciphered.readAll(undefined, 10_000);
    const internal = stored.filter((it) => innerSide(it) !== undefined);
    expect(internal.length).toBeGreaterThan(0);
    const all = await text('events', pakistani);
    for (const { id } of internal) expect(all).not.toContain(id);
    const seen = new Set((await lines('events')).map(({ sequence }) => Number(sequence)));
    expect(stored.filter((it) => !seen.has(it.position)).map(({ id }) => id)).toEqual(internal.map(({ id }) => id));
  });

  it('names no person, as nothing that is published does', async () => {
    const { name } = (await api.platform.store.readAll(undefined, 10_000)).find(
      ({ type }) => type === 'CoChairDesignated',
    )!.data as { name: string };
    for (const form of ['events', 'provenance']) {
      const written = await text(form);
      expect(written).not.toContain(name);
      expect(written).toContain('"person:');
    }
  });

  it('is refused for a forum that is not there, a moment that is not, or a line that is none', async () => {
    expect((await api.get('/v1/exports/events?forum=nobody')).status).toBe(404);
    expect((await api.get('/v1/exports/events?asOf=100000')).status).toBe(400);
    expect(await api.get('/v1/exports/events?after=100000')).toMatchObject({ status: 400 });
    expect(await api.get('/v1/exports/commitments?after=0')).toMatchObject({
      status: 400,
      body: { problems: [{ field: '/after', rule: 'must be the `begun` of the last line that arrived' }] },
    });
  });

  it('is for whoever may read', async () => {
    expect(await api.send({ method: 'GET', url: '/v1/exports/events?asOf=3' })).toMatchObject({ status: 200 });
    expect(await api.send({ method: 'HEAD', url: '/v1/exports/events' })).toMatchObject({ status: 200, text: '' });
  });
});

describe('An export of commitments', () => {
  it('has all of them for a spreadsheet, with the position that they are as of', async () => {
    const csv = await text(`commitments?forum=${FORUM}`);
    const [titles, ...its] = rows(csv);
    const last = (await api.count()) - 1;
    const { body } = await api.get(`/v1/commitments?forum=${FORUM}&limit=500`);
    const { items } = body as { items: { id: string; status: string }[] };
    expect(csv.startsWith('\uFEFFbegun,asOf,commitment,')).toBe(true);
    expect(its.map((row) => row.split(',').slice(1, 3))).toEqual(items.map(({ id }) => [String(last), id]));
    expect(titles!.split(',')).toHaveLength(16);
  });

  it('goes on after each of its lines without the titles', async () => {
    const [, ...all] = rows(await text('commitments?asOf=60'));
    expect(all.length).toBeGreaterThan(2);
    for (const [n, row] of all.entries())
      expect(rows(await text(`commitments?asOf=60&after=${row.split(',')[0]}`))).toEqual(all.slice(n + 1));
  });
});

describe('An export of provenance', () => {
  it('is one document that an RDF library reads, with an entity for each event', async () => {
    const { text: written, headers } = await api.get(`/v1/exports/provenance?forum=${FORUM}`, actors.recorder);
    expect(headers['content-type']).toBe('application/ld+json');
    const document = JSON.parse(written) as { '@graph': { '@id': string }[] };
    const quads = await jsonld.toRDF(document, { safe: true });
    const entities = quads.filter(({ object }) => object.value === 'http://www.w3.org/ns/prov#Entity');
    expect(entities.map(({ subject }) => subject.value).sort()).toEqual(
      (await lines(`events?forum=${FORUM}`)).map(({ id }) => `urn:uuid:${id}`).sort(),
    );
    const derived = quads.filter(({ predicate }) => predicate.value.endsWith('#wasDerivedFrom'));
    const known = new Set(entities.map(({ subject }) => subject.value));
    expect(derived.length).toBeGreaterThan(5);
    expect(derived.filter(({ object }) => !known.has(object.value))).toEqual([]);
  });

  it('in two parts says what it says in one', async () => {
    const parse = async (address: string) => JSON.parse(await text(address)) as object;
    const statements = async (...documents: object[]) => {
      const quads = await Promise.all(documents.map((it) => jsonld.canonize(it, { algorithm: 'RDFC-1.0' })));
      return new Set(quads.flatMap((it) => it.split('\n')));
    };
    expect(await statements(await parse('provenance?asOf=60'), await parse('provenance?after=60'))).toEqual(
      await statements(await parse('provenance')),
    );
  });
});
