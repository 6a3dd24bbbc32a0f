import { presentVersion, type Upcasters } from '@jwg/event-sourcing';
import type { EventType } from './catalogue.js';

/**
 * How older forms of events become the present ones: by type, then by the version that each step starts from. Stored
 * events are never rewritten. Readers get the present form, and the earlier stored form stays in the golden files for
 * ever. The other parts of a new version are in CONTRIBUTING.md, "an old event's shape"; the reasons, in ADR 13.
 */
export const upcasters: Upcasters<EventType> = {};

/** The version of new events of this type: one more than the number of its upcasters. */
export const schemaVersion = (type: EventType): number => presentVersion(upcasters, type);
