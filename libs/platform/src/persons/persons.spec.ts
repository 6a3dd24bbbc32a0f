import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { EventStore, NewEvent, StoredEvent, Write } from '@jwg/event-sourcing';
import { catalogue, type EventType } from '@jwg/domain';
import { storedSample } from '@jwg/domain/samples';
import { openPersonKeys } from '@jwg/read-models';
import { FRESH_MS } from './known-keys.js';
import { inClear } from './person-stores.js';
import { Persons } from './persons.js';

let folder: string;
let persons: Persons;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jwg-persons-'));
  persons = new Persons(await openPersonKeys({ folder }));
});
afterEach(async () => {
  await persons.keys.close();
  rmSync(folder, { recursive: true });
});

const there = async (event: NewEvent) => (await persons.encode([event]))[0] as StoredEvent;
const andBack = async (event: NewEvent) => (await persons.decode([await there(event)]))[0];
const base = storedSample('ForumCorrected') as unknown as NewEvent;
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((it) => it.isWellFormed());
const officeHolder = (name: string) => ({ side: 'PK', name, office: 'Secretary' });

describe('An event that is enciphered', () => {
  it.each(Object.keys(catalogue) as EventType[])('%s is deciphered to what it was', async (type) => {
    const event = storedSample(type) as unknown as NewEvent;
    expect(await andBack(event)).toEqual(event);
  });

  it('is deciphered to what it was, whatever its names are and however its texts quote them', async () => {
    const events = fc.record({ name: text, other: text, before: text, after: text, id: text }).map((it) => ({
      ...base,
      type: 'RecordCorrected',
      data: {
        eventId: base.id,
        field: 'coChairs',
        old: [officeHolder(it.name), officeHolder(it.other)],
        new: [officeHolder(it.other)],
        reason: `${it.before} ${it.name} ${it.after} ${it.name.toUpperCase()}`,
      },
      metadata: {
        ...(base.metadata as object),
        actor: { id: it.id, role: 'recorder' },
        source: { kind: 'statement', reference: `Entered by ${it.id}` },
      },
    }));
    await fc.assert(
      fc.asyncProperty(events, async (event) => {
        const stored = await there(event);
        const { data, metadata } = stored as unknown as typeof event;
        for (const { name } of [...data.old, ...data.new]) expect(name).toMatch(/^person:/);
        expect(metadata.source.reference).toBe(`Entered by ${metadata.actor.id}`);
        expect((await persons.decode([stored]))[0]).toEqual(event);
      }),
      { numRuns: 60 },
    );
  });

  it('has one cipher for one text, so that events can be compared', async () => {
    const event = storedSample('FocalPointNominated') as unknown as NewEvent;
    expect((await there(event)).data).toEqual((await there(event)).data);
  });

  const hope = (names: readonly string[], text: string): NewEvent => ({
    ...(storedSample('RecordCorrected') as unknown as NewEvent),
    data: {
      eventId: '00000000-0000-4000-8000-000000000000',
      field: 'coChairs',
      old: names.map(officeHolder),
      new: [],
      reason: text,
    },
  });

  it.each([
    ['one of which is in the other', ['Ali Khan', 'Ali', 'ali khan'], 'Ali Khan, and Ali; ALI KHAN too'],
    ['that stand in a cipher', ['person', 'a', 'b', '-', '_', '0'], 'person a-b_0, and a person: a b - _ 0'],
  ])('with names %s is deciphered to what it was', async (_, names, text) => {
    for (let n = 0; n < 50; n += 1) {
      const event = hope([...names, `Name ${n}`], `${text}; Name ${n}`);
      expect(await andBack(event)).toEqual(event);
    }
  });

  it('is at most four times as long, however often its texts quote a short name', async () => {
    const event = hope(['a'], 'a '.repeat(1_999) + 'a');
    const stored = JSON.stringify(await there(event));
    expect(stored).not.toContain('a a');
    expect(stored.length).toBeLessThan(4 * JSON.stringify(event).length);
    expect(await andBack(event)).toEqual(event);
  });

  it('is read by another process without the name, once that looks at the keys again', async () => {
    let now = Date.now();
    const other = new Persons(persons.keys, () => now);
    const stored = await there(storedSample('FocalPointNominated'));
    const { person } = stored.data as { person: string };
    expect(JSON.stringify(await other.decode([stored]))).not.toContain('person:');
    await persons.forget([person.split(':')[1]!]);
    expect((await persons.decode([stored]))[0]!.data).toMatchObject({ person: '[forgotten]' });
    now += FRESH_MS;
    expect((await other.decode([stored]))[0]!.data).toMatchObject({ person: '[forgotten]' });
  });

  it.each([
    ['as it was given, where it was just stored', (stored: StoredEvent[]) => stored, true],
    ['deciphered, where it was stored long ago', (stored: StoredEvent[]) => structuredClone(stored), false],
  ])('is answered %s', async (_, answered, isAsGiven) => {
    const given = storedSample('FocalPointNominated') as unknown as NewEvent;
    const store = {
      append: async (writes: Write[]) => answered(writes[0]!.events.map((it) => ({ ...given, ...it }) as StoredEvent)),
    };
    const clear = inClear(store as unknown as EventStore, persons);
    const [answer] = await clear.append([{ stream: 'forum-f', expected: 'noStream', events: [given] }]);
    expect(answer).toEqual(given);
    expect(answer!.data === given.data).toBe(isAsGiven);
  });

  it('is answered without the name of somebody who was forgotten while it was stored', async () => {
    const given = storedSample('FocalPointNominated') as unknown as NewEvent;
    const store = {
      append: async (writes: Write[]) => {
        const { events } = writes[0]!;
        await persons.forget([(events[0]!.data as { person: string }).person.split(':')[1]!]);
        return events as StoredEvent[];
      },
    };
    const clear = inClear(store as unknown as EventStore, persons);
    const [answer] = await clear.append([{ stream: 'forum-f', expected: 'noStream', events: [given] }]);
    expect(answer!.data).toMatchObject({ person: '[forgotten]' });
  });

  it('without a key is told so, and other texts are left as they are', async () => {
    const [fake] = await persons.show([`"person:${'a'.repeat(16)}:${'b'.repeat(60)}"`]);
    expect(fake).toBe('"[key missing]"');
    expect((await persons.show(['"person: somebody"']))[0]).toBe('"person: somebody"');
  });
});
