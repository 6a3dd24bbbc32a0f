import { upcasters as ofTheDomain } from '@jwg/domain';
import { decoded, upcasting, type EventStore, type Upcasters } from '@jwg/event-sourcing';

/**
 * The store for code that folds events or shows them: each event comes in its present form, whatever its stored form
 * is. Code that copies, digests or signs the ledger needs the stored form, and uses the store itself.
 */
export const inPresentForm = (store: EventStore, upcasters: Upcasters = ofTheDomain): EventStore =>
  decoded(store, upcasting(upcasters));
