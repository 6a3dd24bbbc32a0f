import type { Write } from '../../libs/event-sourcing/src/event-store.js';

/**
 * Lawful lives of commitments, one event a write, scattered over the streams; one event in eight is internal to a side.
 * The same seed gives the same ones.
 */
export function history(events: number, of?: { streams?: number; seed?: number }): Write[];
