import { acting, type EventType, type LedgerEvent, type Metadata } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';
import { toCloudEvent } from './cloud-event.js';

const iri = { '@type': '@id' } as const;
const time = 'xsd:dateTime';
const own = (name: string, type?: string) => ({ '@id': `jwg:${name}`, ...(type && { '@type': type }) });

/** What the names in a node mean: the W3C's PROV-O, and a few of our own. It is part of each document. */
export const PROV_CONTEXT = {
  '@version': 1.1,
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  jwg: 'urn:jwg:provenance:',
  wasGeneratedBy: { '@id': 'prov:wasGeneratedBy', ...iri },
  generatedAtTime: { '@id': 'prov:generatedAtTime', '@type': time },
  wasDerivedFrom: { '@id': 'prov:wasDerivedFrom', ...iri },
  wasRevisionOf: { '@id': 'prov:wasRevisionOf', ...iri },
  wasAssociatedWith: { '@id': 'prov:wasAssociatedWith', ...iri },
  invalidated: { '@id': 'prov:invalidated', ...iri },
  event: own('event'),
  stream: own('stream'),
  revision: own('revision', 'xsd:integer'),
  position: own('position', 'xsd:integer'),
  authority: own('authority'),
  visibility: own('visibility'),
  happened: own('happened'),
  precision: own('precision'),
  role: own('role'),
  side: own('side'),
  institution: own('institution'),
  schema: own('schema', '@id'),
  data: own('data', '@json'),
} as const;

/** An event of the ledger in the words of PROV-O, with its act and with those who acted inside of it. */
export interface ProvenanceNode {
  /** The event's id, as `urn:uuid:`. */
  readonly '@id': string;
  readonly '@type': 'prov:Entity';
  /** The position in the ledger. Gaps are normal, as in a CloudEvent's `sequence`. */
  readonly position: number;
  readonly [property: string]: unknown;
}

/**
 * The published form of an event as provenance: what was recorded is an entity, the command that recorded it an activity,
 * and the office that acted an agent. Like a CloudEvent it names no person who acted.
 *
 * @param event   in its published form
 * @param source  the address of the ledger, without a trailing slash; it begins the names of offices
 */
export const toProvenance = (event: StoredEvent, source: string): ProvenanceNode => {
  const metadata = event.metadata as Metadata;
  const { recordedtime, dataschema, authority, visibility, data } = toCloudEvent(event, source);
  const { revised, invalidated, derived } = earlier(event as StoredEvent<LedgerEvent>);
  const cause = metadata.causationId === metadata.commandId ? [] : [metadata.causationId];
  return {
    '@id': uuid(event.id),
    '@type': 'prov:Entity',
    position: event.position,
    event: event.type,
    stream: event.stream,
    revision: event.revision,
    generatedAtTime: recordedtime,
    wasGeneratedBy: {
      '@id': uuid(metadata.commandId),
      '@type': 'prov:Activity',
      wasAssociatedWith: offices(metadata, source),
      ...some('invalidated', invalidated),
    },
    ...some('wasDerivedFrom', [...cause, ...derived]),
    ...some('wasRevisionOf', revised),
    happened: metadata.occurredAt.value,
    precision: metadata.occurredAt.precision,
    authority,
    visibility,
    schema: dataschema,
    data,
  };
};

const uuid = (id: string): string => `urn:uuid:${id}`;

const some = (property: string, ids: readonly string[]): object =>
  ids.length === 0 ? {} : { [property]: [...new Set(ids)].map(uuid) };

/** The office that acted; where a recorder entered what another did, both of them. */
const offices = ({ actor }: Metadata, source: string): object[] => {
  const represented = actor.onBehalfOf && office(acting(actor), source);
  const entered = office(actor, source);
  return represented ? [represented, entered] : [entered];
};

interface Office {
  readonly role: string;
  readonly side?: string;
  readonly institution?: string;
}

const office = ({ role, side, institution }: Office, source: string): object => ({
  '@id': `${source}/offices/${[role, side, institution].filter((it) => it !== undefined).join('/')}`,
  '@type': role === 'policy' || role === 'service' ? 'prov:SoftwareAgent' : 'prov:Organization',
  role,
  ...(side !== undefined && { side }),
  ...(institution !== undefined && { institution }),
});

/** What an event that names an earlier one does to it. */
const doesTo: Readonly<Partial<Record<EventType, 'revised' | 'derived' | 'invalidated'>>> = {
  RecordCorrected: 'revised',
  ForumCorrected: 'revised',
  EntryCorrected: 'revised',
  TextAdded: 'derived',
  SourceAdded: 'derived',
  EntryWithdrawn: 'invalidated',
  SignatureAnnulled: 'invalidated',
  AdditionAnnulled: 'invalidated',
  MinutesEffectTakenBack: 'invalidated',
  RecordAnnulled: 'invalidated',
  EffectTakenBack: 'invalidated',
};

/** The earlier events that it corrects, adds to, or says never to have been right. */
const earlier = ({ type, data }: StoredEvent<LedgerEvent>) => {
  const named = 'eventId' in data ? [data.eventId] : type === 'EffectTakenBack' ? data.entries : [];
  const those = (what: 'revised' | 'derived' | 'invalidated') => (doesTo[type] === what ? named : []);
  return { revised: those('revised'), derived: those('derived'), invalidated: those('invalidated') };
};
