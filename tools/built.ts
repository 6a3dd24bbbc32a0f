import type * as Application from '@jwg/application';
import type * as Domain from '@jwg/domain';
import type * as EventSourcing from '@jwg/event-sourcing';
import type * as EventStore from '@jwg/event-store';
import type * as LedgerProof from '@jwg/ledger-proof';
import type * as Platform from '@jwg/platform';
import type * as PublishedLanguage from '@jwg/published-language';
import type * as ReadModels from '@jwg/read-models';
import type * as Relay from '@jwg/relay';
import type * as Subscriber from '@jwg/subscriber';
import type * as Encode from '../libs/event-store/src/encode.ts';
import type * as Abilities from '../libs/event-store/src/kurrentdb/abilities.ts';
import type * as Connection from '../libs/event-store/src/kurrentdb/connection.ts';
import type * as IndexKeeper from '../libs/event-store/src/kurrentdb/index-keeper.ts';
import type * as LedgerIndex from '../libs/event-store/src/kurrentdb/ledger-index.ts';
import type * as Stored from '../libs/event-store/src/kurrentdb/stored.ts';
import type * as Schema from '../libs/event-store/src/sqlite/schema.ts';
import type * as Adapters from '../libs/platform/src/opening/open-adapters.ts';
import type * as Policies from '../libs/platform/src/following/policies.ts';
import type * as PresentForm from '../libs/platform/src/opening/present-form.ts';
import type * as PersonStores from '../libs/platform/src/persons/person-stores.ts';
import type * as Persons from '../libs/platform/src/persons/persons.ts';
import type * as Notary from '../libs/platform/src/proving/notary.ts';
import type * as ProofFolder from '../libs/platform/src/proving/proof-folder.ts';
import type * as Proofs from '../libs/platform/src/proving/proofs.ts';
import type * as ToEvents from '../libs/platform/src/writing/to-events.ts';
import type * as Calm from '../libs/relay/src/kafka/calm.ts';
import type * as Client from '../libs/relay/src/kafka/client.ts';
import type * as Publication from '../libs/relay/src/publication.ts';
import type * as Statuses from '../libs/relay/src/statuses.ts';

/** The files of the built product that the tools and benchmarks use, each with the types of its source. */
interface Files {
  'application/src/index': typeof Application;
  'domain/src/index': typeof Domain;
  'event-sourcing/src/index': typeof EventSourcing;
  'event-store/src/encode': typeof Encode;
  'event-store/src/index': typeof EventStore;
  'event-store/src/kurrentdb/abilities': typeof Abilities;
  'event-store/src/kurrentdb/connection': typeof Connection;
  'event-store/src/kurrentdb/index-keeper': typeof IndexKeeper;
  'event-store/src/kurrentdb/ledger-index': typeof LedgerIndex;
  'event-store/src/kurrentdb/stored': typeof Stored;
  'event-store/src/sqlite/schema': typeof Schema;
  'ledger-proof/src/index': typeof LedgerProof;
  'platform/src/index': typeof Platform;
  'platform/src/following/policies': typeof Policies;
  'platform/src/opening/open-adapters': typeof Adapters;
  'platform/src/opening/present-form': typeof PresentForm;
  'platform/src/persons/person-stores': typeof PersonStores;
  'platform/src/persons/persons': typeof Persons;
  'platform/src/proving/notary': typeof Notary;
  'platform/src/proving/proof-folder': typeof ProofFolder;
  'platform/src/proving/proofs': typeof Proofs;
  'platform/src/writing/to-events': typeof ToEvents;
  'published-language/src/index': typeof PublishedLanguage;
  'read-models/src/index': typeof ReadModels;
  'relay/src/index': typeof Relay;
  'relay/src/kafka/calm': typeof Calm;
  'relay/src/kafka/client': typeof Client;
  'relay/src/publication': typeof Publication;
  'relay/src/statuses': typeof Statuses;
  'subscriber/src/index': typeof Subscriber;
}

/** Imports one file of `dist/libs`. It exists once `ensureBuilt` has resolved. */
export const built = async <File extends keyof Files>(file: File): Promise<Files[File]> =>
  (await import(`../dist/libs/${file}.js`)) as Files[File];
