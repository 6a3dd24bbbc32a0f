import { describe, expect, it } from '@jest/globals';
import { AppendRefused, StoreUnavailable, type EventStore } from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { patientStore } from './patient-store.js';

/** A store whose first calls fail so. */
const failing = (times: number, error: Error): EventStore => {
  const store = openMemoryEventStore();
  const { readAll } = store;
  store.readAll = async (...page) => {
    if ((times -= 1) >= 0) throw error;
    return readAll.apply(store, page);
  };
  return store;
};

describe('a store during a move', () => {
  it('is asked again while it is unavailable', async () => {
    const away = new StoreUnavailable('an election goes on');
    expect(await patientStore(failing(2, away)).readAll(undefined, 5)).toEqual([]);
  });

  it('is given up after a while, and at once after any other failure', async () => {
    const away = new StoreUnavailable('it is away');
    await expect(patientStore(failing(2, away), -1).readAll(undefined, 5)).rejects.toThrow('it is away');
    const refused = new AppendRefused('too much');
    await expect(patientStore(failing(1, refused)).readAll(undefined, 5)).rejects.toThrow('too much');
  });
});
