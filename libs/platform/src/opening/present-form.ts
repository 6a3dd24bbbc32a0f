import { upcasters as ofTheDomain } from '@jwg/domain';
import { decoded, upcasting, type EventStore, type Upcasters } from '@jwg/event-sourcing';

/**
 * The store for whoever folds events or shows them: each event comes in its present form, whichever it was stored in.
 * Whoever copies, digests or signs the ledger needs what is stored, and uses the store itself.
 */
export const inPresentForm = (store: EventStore, upcasters: Upcasters = ofTheDomain): EventStore =>
  decoded(store, upcasting(upcasters));
