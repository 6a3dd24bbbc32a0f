import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import fc from 'fast-check';
import { v5 } from 'uuid';
import type { Actor } from '@jwg/domain';
import { Refused } from '@jwg/event-sourcing';
import { carryOut, Platform, within } from '@jwg/platform';
import { ApplicationModule } from '../application.module.js';
import { commandNamed } from '../menu.js';
import { queries, questions } from '../testing/questions.js';
import { story, type Step } from '../testing/story.js';
import { parseInput } from '../parse-input.js';
import type { EventPage } from './event-page.js';
import { ListEvents } from './list-events.js';

const forum = 'cpec-jwg-st';
const sessionId = `${forum}.2`;
const sides = ['PK', 'CN'] as const;
type Side = (typeof sides)[number];
const auditor = (side?: Side): Actor => ({ id: 'an-auditor', role: 'auditor', ...(side && { side }) });
const secretariat = (side: Side): Actor => ({ id: `secretariat-${side}`, role: 'secretariat', side });

/** Every command that one side may record for itself, on one of the commitments that the story uses later. */
const internal: readonly ((side: Side, number: number) => [string, object])[] = [
  (_, number) => [
    'ReportProgress',
    { commitmentId: `${sessionId}.c${number}`, narrative: 'Between us', percent: 3, evidence: [{ reference: 'memo' }] },
  ],
  (_, number) => [
    'AssessProgress',
    { commitmentId: `${sessionId}.c${number}`, rating: 'offTrack', remarks: 'Between us' },
  ],
  (side, number) => [
    'IssueReminder',
    { commitmentId: `${sessionId}.c${number}`, to: side === 'PK' ? 'pk-most' : 'cn-cast', regarding: 'Between us' },
  ],
  (side, number) => ['CommentMinutes', { sessionId, version: number, side, comment: 'Between us' }],
];
interface Aside {
  readonly after: number;
  readonly side: Side;
  readonly command: [string, object];
}
const someAsides = fc.array(
  fc
    .tuple(
      fc.integer({ min: 40, max: story.length - 1 }),
      fc.constantFrom(...sides),
      fc.constantFrom(...internal),
      fc.integer({ min: 1, max: 2 }),
    )
    .map(([after, side, make, number]): Aside => ({ after, side, command: make(side, number) })),
  { minLength: 30, maxLength: 40 },
);

interface Opened {
  readonly app: INestApplicationContext;
  readonly ask: (actor: Actor, query: object, wholeLedger?: boolean) => Promise<unknown>;
  readonly idAt: readonly string[];
  readonly recordedForOneSide: number;
}
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

const isInternal = ({ fields }: Step): boolean =>
  (fields.provenance as { visibility?: string } | undefined)?.visibility === 'sideInternal';

/** A ledger with the story's events, and with the internal events of these sides. */
const ledgerOf = async (asides: readonly Aside[], ...of: Side[]): Promise<Opened> => {
  const folder = await mkdtemp(join(tmpdir(), 'jwg-visibility-'));
  folders.push(folder);
  let minute = 0;
  const clock = () => new Date(Date.parse('2025-01-01T00:00:00Z') + minute * 60_000);
  const app = await NestFactory.createApplicationContext(ApplicationModule.open({ folder, clock }), {
    logger: ['error'],
  });
  const platform = app.get(Platform);
  const give = async (actor: Actor, name: string, fields: object, commandId: string) => {
    const command = parseInput(commandNamed(name)!, fields);
    const { events } = await within({ actor, commandId }, () => app.get(CommandBus).execute(command));
    for (const event of events) await carryOut(platform.ledger, event);
    return events.length;
  };
  let recordedForOneSide = 0;
  for (const [n, step] of story.entries()) {
    minute = n;
    const { by, command, fields, commandId } = step;
    if (!isInternal(step) || of.includes(by.side as Side)) await give(by, command, fields, commandId);
    for (const [m, aside] of asides.entries()) {
      if (aside.after !== n || !of.includes(aside.side)) continue;
      const fields = { ...aside.command[1], provenance: { visibility: 'sideInternal' } };
      try {
        recordedForOneSide += await give(secretariat(aside.side), aside.command[0], fields, v5(`aside ${m}`, v5.URL));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    }
  }
  await platform.catchUp();
  const all = await platform.store.readAll(undefined, 1000);
  return {
    app,
    ask: (actor, query, wholeLedger) =>
      within({ actor, commandId: v5('question', v5.URL), wholeLedger }, () =>
        app.get(QueryBus).execute(query as never),
      ),
    idAt: all.map(({ id }) => id),
    recordedForOneSide,
  };
};

/**
 * Replaces positions and revisions by event ids: a ledger without the asides has other numbers for the same events, and
 * a secret, nonces, and keys of persons of its own.
 */
const placeless = (answer: unknown, idAt: readonly string[]): unknown => {
  const { position: _end, ...rest } = answer as { position?: number };
  const replace = (key: string, value: unknown): unknown =>
    ['revision', 'cursor', 'nonce', 'commandDigest'].includes(key)
      ? undefined
      : Array.isArray(value) && ['corrects', 'correctedBy', 'withdrawsAt'].includes(key)
        ? (value as number[]).map((at) => idAt[at] ?? 'nowhere')
        : typeof value === 'number' && ['position', 'correctsAt', 'closedAt', 'until', 'next'].includes(key)
          ? (idAt[value] ?? 'nowhere')
          : typeof value === 'string' && key === 'next'
            ? value.replace(
                /^\d{12}(?=\.\d{4}$)|(?<=^(named|said)-)\d+/,
                (place) => idAt[positionIn(place)] ?? 'nowhere',
              )
            : typeof value === 'string' && (key === 'person' || value.includes('person:'))
              ? value.replace(/(^|person:)[\w-]{16}(:[\w-]{39,}|$)/g, 'person')
              : value;
  return JSON.parse(JSON.stringify(rest, replace)) as unknown;
};
/** A place in a list begins with a position; one in a search is a position and sixteen bits. */
const positionIn = (place: string): number =>
  place.length === 12 ? Number(place) : Math.floor(Number(place) / 65_536);
const answersOf = async ({ ask, idAt }: Opened, actor: Actor, wholeLedger = false) => {
  const answers: unknown[] = [];
  for (const kind of queries)
    for (const fields of questions[kind.name]!)
      answers.push([kind.name, fields, placeless(await ask(actor, parseInput(kind, fields), wholeLedger), idAt)]);
  return answers;
};

describe('a question', () => {
  it('of every kind is tested in this file', () => {
    expect(queries.map(({ name }) => name).filter((name) => !questions[name])).toEqual([]);
  });

  it('without a request context is refused, whatever it is', async () => {
    const { app } = await ledgerOf([]);
    for (const kind of queries)
      for (const fields of questions[kind.name]!)
        await expect(app.get(QueryBus).execute(parseInput(kind, fields) as never)).rejects.toThrow(
          'outside of `within',
        );
    await app.close();
  });

  it('is answered for each side as if the other had recorded nothing internal, and for the operator in full', async () => {
    await fc.assert(
      fc.asyncProperty(someAsides, async (asides) => {
        const [both, onlyPk, onlyCn, neither] = await Promise.all([
          ledgerOf(asides, 'PK', 'CN'),
          ledgerOf(asides, 'PK'),
          ledgerOf(asides, 'CN'),
          ledgerOf(asides),
        ]);
        expect(both.recordedForOneSide).toBe(onlyPk.recordedForOneSide + onlyCn.recordedForOneSide);
        expect(both.recordedForOneSide).toBeGreaterThan(5);
        // The same caller asks, since what somebody may do differs from one to another.
        const service: Actor = { id: 'a-service', role: 'service', side: 'PK' };
        const onBehalf: Actor = { id: 'recorder', role: 'recorder', onBehalfOf: secretariat('PK') };
        for (const [caller, visible] of [
          [secretariat('PK'), onlyPk],
          [secretariat('CN'), onlyCn],
          [auditor('CN'), onlyCn],
          [service, onlyPk],
          [auditor(), neither],
          [onBehalf, neither],
        ] as const)
          expect(await answersOf(both, caller)).toEqual(await answersOf(visible, caller, true));
        expect(await answersOf(both, auditor(), true)).not.toEqual(await answersOf(neither, auditor(), true));
        await Promise.all([both, onlyPk, onlyCn, neither].map(({ app }) => app.close()));
      }),
      { numRuns: 3, endOnFailure: true }, // a run plays the story a dozen times: shrinking would take minutes
    );
  }, 120_000);

  it('for the feed has full pages, and a last cursor after the events that the viewer may not see', async () => {
    const asides = Array.from({ length: 6 }, (): Aside => ({
      after: story.length - 1,
      side: 'PK',
      command: internal[2]!('PK', 1),
    }));
    const [full, without] = await Promise.all([ledgerOf(asides, 'PK'), ledgerOf([])]);
    const pages = async ({ ask }: Opened, limit: number) => {
      const all: EventPage[] = [];
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = (await ask(secretariat('CN'), parseInput(ListEvents, { after, limit }))) as EventPage;
        all.push(page);
        after = page.next;
      }
      return all;
    };
    const walked = await pages(full, 2);
    const ids = (all: readonly EventPage[]) => all.flatMap(({ events }) => events.map(({ id }) => id));
    expect(walked.slice(0, -1).map(({ events }) => events.length)).toEqual(walked.slice(1).map(() => 2));
    const last = walked.flatMap(({ events }) => events).at(-1)!;
    expect(Number.parseInt(walked.at(-1)!.cursor!)).toBeGreaterThanOrEqual(last.position + 6);
    expect(ids(walked)).toEqual(ids(await pages(without, 500)));
    await Promise.all([full, without].map(({ app }) => app.close()));
  });
});
