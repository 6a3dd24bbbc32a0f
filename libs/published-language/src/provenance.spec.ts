import { describe, expect, it } from '@jest/globals';
import jsonld, { type Quad } from 'jsonld';
import { catalogue, type EventType } from '@jwg/domain';
import { storedSample } from '@jwg/domain/samples';
import { isPublished } from './cloud-event.js';
import { PROV_CONTEXT, toProvenance } from './provenance.js';

const PROV = 'http://www.w3.org/ns/prov#';
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const source = 'https://ledger.example.org';
const id = '00000000-0000-4000-8000-0000000000aa';

type Sample = ReturnType<typeof storedSample>;
/** As an RDF library reads it, which may load nothing from elsewhere. */
const read = (...events: Sample[]): Promise<readonly Quad[]> =>
  jsonld.toRDF(
    { '@context': PROV_CONTEXT, '@graph': events.map((event) => toProvenance(event, source)) },
    { documentLoader: (url: string) => Promise.reject(new Error(`${url} is not in the document`)), safe: true },
  );
const objects = (quads: readonly Quad[], subject: string, property: string) =>
  quads
    .filter((it) => it.subject.value === subject && it.predicate.value === PROV + property)
    .map(({ object }) => object.value);
const withMetadata = (event: Sample, metadata: object): Sample => ({
  ...event,
  metadata: { ...event.metadata, ...metadata },
});

describe('An event as provenance', () => {
  it.each((Object.keys(catalogue) as EventType[]).filter((type) => isPublished(storedSample(type))))(
    'is for %s an entity, made by an activity, which an agent answers for',
    async (type) => {
      const event = storedSample(type);
      const quads = await read(event);
      const kindsOf = (kind: string) =>
        quads.filter(({ predicate, object }) => predicate.value === RDF_TYPE && object.value === PROV + kind);
      expect(kindsOf('Entity').map(({ subject }) => subject.value)).toEqual([`urn:uuid:${event.id}`]);
      const [activity] = objects(quads, `urn:uuid:${event.id}`, 'wasGeneratedBy');
      expect(kindsOf('Activity').map(({ subject }) => subject.value)).toEqual([activity]);
      const agents = objects(quads, activity!, 'wasAssociatedWith');
      expect([...kindsOf('Organization'), ...kindsOf('SoftwareAgent')].map(({ subject }) => subject.value)).toEqual(
        agents,
      );
      const [generated] = quads.filter(({ predicate }) => predicate.value === `${PROV}generatedAtTime`);
      expect(generated!.object).toMatchObject({
        value: event.recordedAt,
        datatype: { value: 'http://www.w3.org/2001/XMLSchema#dateTime' },
      });
      const [data] = quads.filter(({ predicate }) => predicate.value === 'urn:jwg:provenance:data');
      expect(JSON.parse(data!.object.value)).toEqual(event.data);
    },
  );

  it('names the offices that acted and entered it, and no person', async () => {
    const actor = { id: 'li.wei', role: 'recorder', onBehalfOf: { role: 'focalPoint', side: 'PK', institution: 'x' } };
    const event = withMetadata(storedSample('DecisionTaken'), { actor });
    const quads = await read(event);
    const [activity] = objects(quads, `urn:uuid:${event.id}`, 'wasGeneratedBy');
    expect(objects(quads, activity!, 'wasAssociatedWith')).toEqual([
      `${source}/offices/focalPoint/PK/x`,
      `${source}/offices/recorder`,
    ]);
    expect(JSON.stringify(quads)).not.toContain('li.wei');
  });

  it('is derived from the event that led to it, and from no command of a person', async () => {
    const event = storedSample('CommitmentRegistered');
    const caused = withMetadata(event, { causationId: id });
    const given = withMetadata(event, { causationId: event.metadata.commandId });
    expect(objects(await read(caused), `urn:uuid:${event.id}`, 'wasDerivedFrom')).toEqual([`urn:uuid:${id}`]);
    expect(objects(await read(given), `urn:uuid:${event.id}`, 'wasDerivedFrom')).toEqual([]);
  });

  it('is a revision of what it corrects, and its act ends what was never right', async () => {
    const corrected = storedSample('RecordCorrected');
    expect(objects(await read(corrected), `urn:uuid:${corrected.id}`, 'wasRevisionOf')).toEqual([
      `urn:uuid:${corrected.data.eventId}`,
    ]);
    const withdrawn = storedSample('EntryWithdrawn');
    expect(objects(await read(withdrawn), `urn:uuid:${withdrawn.metadata.commandId}`, 'invalidated')).toEqual([
      `urn:uuid:${withdrawn.data.eventId}`,
    ]);
  });
});
