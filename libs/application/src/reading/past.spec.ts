import 'reflect-metadata';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { setRight, type Actor, type Metadata, type OccurredAt } from '@jwg/domain';
import { actors } from '@jwg/domain/samples';
import type { StoredEvent } from '@jwg/event-sourcing';
import { carryOut, Platform, within } from '@jwg/platform';
import { ApplicationModule } from '../application.module.js';
import { commandNamed } from '../menu.js';
import { parseInput } from '../parse-input.js';
import { queries, questions } from '../testing/questions.js';
import { story } from '../testing/story.js';
import { LedgerQuery } from './ledger-query.js';

const START = Date.parse('2025-01-01T00:00:00Z');
/** Several steps a day, so that days and moments end between them. */
const STEP_MS = 5 * 3_600_000;
const viewers: readonly Actor[] = [actors.pk, actors.cn, actors.auditor];

/** Every question about a moment, without a moment of its own. */
const asked = queries
  .filter((kind) => (kind as { prototype: object }).prototype instanceof LedgerQuery)
  .flatMap((kind) => questions[kind.name]!.map((fields) => ({ kind, fields })))
  .filter(({ fields }) => !['asOf', 'asOfBasis', 'changedSince'].some((it) => it in fields));

/** Answers by what had happened name the position up to which the ledger was known, here by a word. */
const withoutEnds = (answers: unknown[], ends: readonly unknown[]): unknown =>
  JSON.parse(JSON.stringify(answers, (name, it: unknown) => (name === 'position' && ends.includes(it) ? 'end' : it)));

/** The last day on which it may have happened; what is known by its month may have as many as any. */
const lastDayOf = ({ value, precision }: OccurredAt): string =>
  precision === 'year'
    ? `${value.slice(0, 4)}-12-31`
    : precision === 'month'
      ? `${value.slice(0, 7)}-31`
      : value.slice(0, 10);

class Opened {
  constructor(
    readonly app: INestApplicationContext,
    readonly platform: Platform,
  ) {}

  static async at(folder: string, clock: () => Date): Promise<Opened> {
    const module = ApplicationModule.open({ folder, clock });
    const app = await NestFactory.createApplicationContext(module, { logger: ['error'] });
    return new Opened(app, app.get(Platform));
  }

  /** Everything that these questions are answered as of a moment; a question that is refused, by its error's name. */
  async answers(viewer: Actor, moment: object = {}): Promise<unknown[]> {
    const answers: unknown[] = [];
    for (const { kind, fields } of asked) {
      const query = parseInput(kind, { ...fields, ...moment });
      const by = { actor: viewer, commandId: v5('question', v5.URL) };
      const answer = await within(by, () => this.app.get(QueryBus).execute<never, unknown>(query as never)).catch(
        (error: Error) => error.name,
      );
      // What somebody may do is told of now alone.
      const told: unknown = JSON.parse(
        JSON.stringify(answer, (name, it: unknown) => (name === 'may' ? undefined : it)),
      );
      answers.push([kind.name, fields, told]);
    }
    return answers;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'jwg-past-'));
let whole: Opened;
let events: readonly StoredEvent[];

beforeAll(async () => {
  let step = 0;
  whole = await Opened.at(folder, () => new Date(START + step * STEP_MS));
  for (const { by, command, fields, commandId } of story) {
    step += 1;
    const given = parseInput(commandNamed(command)!, fields);
    const { events } = await within({ actor: by, commandId }, () => whole.app.get(CommandBus).execute(given));
    for (const event of events) await carryOut(whole.platform.ledger, event);
  }
  await whole.platform.catchUp();
  events = await whole.platform.store.readAll(undefined, 1_000);
}, 60_000);
afterAll(async () => {
  await whole.app.close();
  rmSync(folder, { recursive: true });
});

/** A ledger that ends with this position, on the day on which that was recorded or another; its rows are a fold of it. */
const endingWith = async (
  position: number,
  now = events[position]!.recordedAt,
): Promise<{ cut: Opened; close(): Promise<void> }> => {
  const copy = mkdtempSync(join(tmpdir(), 'jwg-past-cut-'));
  cpSync(join(folder, 'persons.db'), join(copy, 'persons.db'));
  const ledger = new Database(join(folder, 'ledger.db'), { readonly: true });
  ledger.prepare('VACUUM INTO ?').run(join(copy, 'ledger.db'));
  ledger.close();
  const shorter = new Database(join(copy, 'ledger.db'));
  shorter.prepare('DELETE FROM events WHERE position > ?').run(position);
  shorter.prepare('DELETE FROM streams WHERE first > ?').run(position);
  shorter.close();
  const cut = await Opened.at(copy, () => new Date(now));
  // Only those that keep rows: the policy would write what the next events of the whole ledger are.
  for (const { running, awaitedFor, name } of cut.platform.followers)
    if (awaitedFor === 'rows' || name === 'spoken') await running.settle();
  return {
    cut,
    async close() {
      await cut.app.close();
      rmSync(copy, { recursive: true });
    },
  };
};

describe('Every question', () => {
  it('is answered as of a position as a ledger answers that ends there, to whoever asks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(events.length - 1), fc.constantFrom(...viewers), async (position, viewer) => {
        const { cut, close } = await endingWith(position);
        expect(await whole.answers(viewer, { asOf: String(position) })).toEqual(await cut.answers(viewer));
        await close();
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);

  it('is answered as of a session, a day or an instant as of the last position of that moment', async () => {
    const lastUntil = (time: string) => events.findLast(({ recordedAt }) => recordedAt <= time)!.position;
    const closings = events.filter(({ type }) => type === 'SessionConcluded');
    expect(closings.length).toBeGreaterThan(0);
    for (const { stream, position, data } of closings) {
      // Seen from the day on which it closed.
      const { cut, close } = await endingWith(position, `${(data as { concludedOn: string }).concludedOn}T12:00:00Z`);
      const asOf = stream.slice('session-'.length);
      for (const viewer of viewers) expect(await whole.answers(viewer, { asOf })).toEqual(await cut.answers(viewer));
      await close();
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(events.length - 1), fc.boolean(), async (at, byDay) => {
        const { recordedAt } = events[at]!;
        const time = byDay ? recordedAt.slice(0, 10) : recordedAt;
        const position = String(lastUntil(byDay ? `${time}T23:59:59.999Z` : time));
        expect(await whole.answers(actors.cn, { asOf: time })).toEqual(
          await whole.answers(actors.cn, { asOf: position }),
        );
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 120_000);

  it('is answered by what had happened as if nothing had been recorded of what happened later', async () => {
    const days = events.map(({ metadata }) => lastDayOf((metadata as Metadata).occurredAt));
    /** Where what was recorded until `end` could have ended, so that all of the rest happened after this day. */
    const endOf = (day: string, end: number): number => {
      const { recordedAt } = events[days.findLastIndex((it, at) => at <= end && it <= day)]!;
      return events.findLastIndex((it, at) => at <= end && it.recordedAt === recordedAt); // with what it led to
    };
    const pairs = events.flatMap(({ position: end }) =>
      [...new Set(days.slice(0, end))]
        .map((day) => ({ day, end, earlier: endOf(day, end) }))
        .filter(({ earlier }) => earlier < end && begunIn(earlier, end) === 0 && isLeftAsItIs(earlier, end)),
    );
    expect(pairs.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pairs), fc.constantFrom(...viewers), async (pair, viewer) => {
        const answers = async (end: number) => {
          const { cut, close } = await endingWith(end, events[pair.end]!.recordedAt);
          const all = await cut.answers(viewer, { asOf: pair.day, asOfBasis: 'occurred' });
          await close();
          return withoutEnds(all, [pair.earlier, pair.end]);
        };
        expect(await answers(pair.end)).toEqual(await answers(pair.earlier));
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 120_000);
});

/** Whatever is begun late was there as soon as anything is told of it. */
const begunIn = (earlier: number, end: number): number =>
  events
    .slice(earlier + 1, end + 1)
    .filter(({ revision, type }) => revision === 0 || type === 'InstitutionRegistered' || type === 'MinutesDrafted')
    .length;

/** What was set right is right at every moment; nothing of the first events was set right by the others. */
const isLeftAsItIs = (earlier: number, end: number): boolean =>
  isDeepStrictEqual(
    setRight(events.slice(0, earlier + 1)),
    setRight(events.slice(0, end + 1)).filter(({ position }) => position <= earlier),
  );
