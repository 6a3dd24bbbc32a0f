import { presentVersion, type Upcasters } from '@jwg/event-sourcing';
import type { EventType } from './catalogue.js';

/**
 * How older forms of events become the present ones: by type, then by the version that each step starts from. Stored
 * events are never rewritten. Their readers get the present form, and the form stored before stays in the golden files
 * for ever. What else belongs to a new version is in CONTRIBUTING.md, "an old event's shape"; why, in ADR 13.
 */
export const upcasters: Upcasters<EventType> = {};

/** The version in which an event of this type is written: one more than it has upcasters. */
export const schemaVersion = (type: EventType): number => presentVersion(upcasters, type);
