import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Value } from 'typebox/value';
import { upcasting, type StoredEvent } from '@jwg/event-sourcing';
import { catalogue, type EventType, type LedgerEvent } from '../catalogue.js';
import { commitment } from '../commitment/decide.js';
import { Metadata } from '../metadata.js';
import { forum } from '../forum/decide.js';
import { forumEvents } from '../forum/events.js';
import { reads } from '../reads/decide.js';
import { readEvents } from '../reads/events.js';
import { storedSample } from '../samples.js';
import { session } from '../session/decide.js';
import { sessionEvents } from '../session/events.js';
import { schemaVersion, upcasters } from '../upcasters.js';
import { violations } from '../violations.js';

// Every stored event has to be readable for ever. `UPDATE_GOLDEN=1 npm test -- golden` adds files for new kinds of
// event; it never changes an existing file.
const folder = dirname(fileURLToPath(import.meta.url));
const fileOf = (type: EventType, version = schemaVersion(type)) => join(folder, `${type}.v${version}.json`);
const types = Object.keys(catalogue) as EventType[];
if (process.env.UPDATE_GOLDEN === '1')
  for (const type of types)
    if (!existsSync(fileOf(type))) writeFileSync(fileOf(type), `${JSON.stringify(storedSample(type), null, 2)}\n`);

const golden = (type: EventType, version?: number): unknown => {
  const file = fileOf(type, version);
  if (!existsSync(file))
    throw new Error(
      `There is no ${file}. A new kind or version: change its sample, run UPDATE_GOLDEN=1 npm test -- golden, and ` +
        'commit the file that it adds. An older version: give back the file as it was committed.',
    );
  return JSON.parse(readFileSync(file, 'utf8'));
};
/** Every version of every kind that was ever stored. */
const versions = types.flatMap((type) =>
  Array.from({ length: schemaVersion(type) }, (_, n): [EventType, number] => [type, n + 1]),
);

/** The state that the event leads to, by the decider of its stream. */
const folded = (event: LedgerEvent): unknown =>
  event.type in forumEvents
    ? forum.evolve(forum.initial, event as Parameters<typeof forum.evolve>[1])
    : event.type in sessionEvents
      ? session.evolve(session.initial, event as Parameters<typeof session.evolve>[1])
      : event.type in readEvents
        ? reads.evolve(reads.initial, event as Parameters<typeof reads.evolve>[1])
        : commitment.evolve(commitment.initial, event as Parameters<typeof commitment.evolve>[1]);

describe('The golden file', () => {
  it.each(types)('of %s equals what is stored today, byte for byte', (type) => {
    expect(JSON.stringify(storedSample(type))).toBe(JSON.stringify(golden(type)));
  });

  it.each(types)('of %s fits its schema, and does not with an extra field or without a required one', (type) => {
    const { data, metadata } = golden(type) as { data: object; metadata: object };
    const { required = [] } = catalogue[type] as { required?: string[] };
    expect(violations(catalogue[type], data)).toEqual([]);
    expect(violations(Metadata, metadata)).toEqual([]);
    expect(Value.Check(catalogue[type], { ...data, surplus: 1 })).toBe(false);
    for (const field of required) {
      const rest = Object.fromEntries(Object.entries(data).filter(([name]) => name !== field));
      expect(Value.Check(catalogue[type], rest)).toBe(false);
    }
  });

  it.each(types)('of %s can be folded', (type) => {
    expect(folded(golden(type) as LedgerEvent)).toBeDefined();
  });

  it.each(versions)('of %s version %i, shown in its present form, fits the schema and is folded', (type, version) => {
    const stored = golden(type, version) as StoredEvent;
    expect(stored.schemaVersion).toBe(version);
    const shown = upcasting(upcasters).decode(stored);
    expect(shown.schemaVersion).toBe(schemaVersion(type));
    expect(violations(catalogue[type], shown.data)).toEqual([]);
    expect(folded(shown as StoredEvent & LedgerEvent)).toBeDefined();
  });

  it('belongs to a kind of event that still exists', () => {
    const known = versions.map(([type, version]) => `${type}.v${version}.json`);
    expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toEqual(known.sort());
  });
});
