import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { statementEvents } from '@jwg/domain';
import { Refused } from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { carryOut, Ledger, under, type Receipt } from '@jwg/platform';
import { commandHandlers, commandNamed, commands } from './menu.js';
import { story, type Step } from './testing/story.js';
import { fieldsOf, told } from './told.js';

const folders = ['forum', 'session', 'commitment'];
const names = commands.map(({ name }) => name);
const given = new Set(story.map(({ command }) => command));

/** Carried out by the policy alone; whoever wants one of these says something in a session. */
const policyOnly = [
  'RegisterCommitment',
  'AcceptCommitment',
  'DeclineCommitment',
  'AdoptCommitment',
  'SupersedeCommitment',
  'ReferCommitment',
  'ReturnReferral',
  'CarryOver',
  'DeferCommitment',
  'RecordEffectNotApplied',
];

/** The commands as the domain's sources name them, so that a new one is missed here. */
const commandsOfTheDomain = folders.flatMap((folder) => {
  const path = join(import.meta.dirname, '../../domain/src', folder);
  const sources = readdirSync(path).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  return sources.flatMap((file) =>
    [...readFileSync(join(path, file), 'utf8').matchAll(/^ {2}\| \{\s*type: '(\w+)';\s*data:/gm)].map(
      ([, name]) => name!,
    ),
  );
});

describe('the menu', () => {
  it.each(folders)('has the one command and the handler of each file in %s', async (folder) => {
    const files = readdirSync(join(import.meta.dirname, folder)).filter(
      (file) => !file.endsWith('.spec.ts') && !['index.ts', 'say.ts'].includes(file),
    );
    for (const file of files) {
      const exported = Object.keys((await import(`./${folder}/${file.replace('.ts', '.js')}`)) as object);
      const [name] = exported.filter((it) => !it.endsWith('Handler'));
      expect(exported.sort()).toEqual([name, `${name}Handler`]);
      expect(file).toBe(`${name!.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}.ts`);
      expect(names).toContain(name);
    }
  });

  it('has one handler for each command, and no other handlers', () => {
    expect(commandHandlers.map(({ name }) => name).sort()).toEqual(names.map((name) => `${name}Handler`).sort());
  });

  it('has every command of the domain except those that only the policy gives', () => {
    expect(commandsOfTheDomain).toEqual(expect.arrayContaining(['EstablishForum', 'SignMinutes', ...policyOnly]));
    const forPeople = commandsOfTheDomain.filter((name) => !policyOnly.includes(name));
    expect(forPeople.filter((name) => !commandNamed(name))).toEqual([]);
    expect(policyOnly.filter(commandNamed)).toEqual([]);
  });

  it('finds a command by its name, and nothing by any other name', () => {
    expect(names.map(commandNamed)).toEqual(commands);
    for (const name of ['constructor', '__proto__', 'toString', 'LedgerCommand', 'Statement', 'reportProgress', ''])
      expect(commandNamed(name)).toBeUndefined();
  });
});

/** The types of the events that came out, or the refusal. */
const outcomes = new Map<Step, string[] | string>();
const receipts = new Map<string, Receipt>();
const store = openMemoryEventStore();

/** Gives one command over the bus, as every app does, then lets the policy carry its events into effect. */
const give = async (bus: CommandBus, ledger: Ledger, { command, by, fields, commandId }: Step): Promise<string[]> => {
  const before = (await store.readAll(undefined, 1000)).length;
  const receipt = await under({ actor: by, commandId }, () => bus.execute(told(commandNamed(command)!, fields)));
  receipts.set(command, receipts.get(command) ?? receipt);
  for (const event of receipt.events) await carryOut(ledger, event);
  return (await store.readAll(undefined, 1000)).slice(before).map(({ type }) => type);
};

beforeAll(async () => {
  const ledger = new Ledger(store, () => new Date('2025-01-01T00:00:00Z'));
  @Module({
    imports: [CqrsModule.forRoot()],
    providers: [{ provide: Ledger, useValue: ledger }, ...commandHandlers],
  })
  class AllHandlers {}
  const app = await NestFactory.createApplicationContext(AllHandlers, { logger: ['warn', 'error'] });
  for (const step of story) {
    const outcome = give(app.get(CommandBus), ledger, step);
    outcomes.set(
      step,
      await outcome.catch((error: Error) => (error instanceof Refused ? `${error.code}: ${error.detail}` : `${error}`)),
    );
  }
  await app.close();
});

afterAll(() => store.close());

describe('a command on the bus', () => {
  it.each(story.map((step, n) => ({ n, step, command: step.command, leadsTo: step.events.join(', ') })))(
    '$n: $command leads to $leadsTo',
    ({ step }) => expect(outcomes.get(step)).toEqual(step.events),
  );

  it('is given in the story, each command with each of its fields', () => {
    expect(names.filter((name) => !given.has(name))).toEqual([]);
    const ofEveryStatement = fieldsOf(commandNamed('ExpressHope')!);
    const unused = commands.flatMap((command) => {
      const used = story.filter((step) => step.command === command.name).flatMap(({ fields }) => Object.keys(fields));
      const own = [...fieldsOf(command)].filter(
        (field) => command.name === 'ExpressHope' || !ofEveryStatement.has(field),
      );
      return own
        .filter((field) => field !== 'provenance' && !used.includes(field))
        .map((it) => `${command.name}.${it}`);
    });
    expect(unused).toEqual([]);
  });

  it('can lead to every kind of statement', () => {
    const seen = new Set([...outcomes.values()].flat());
    expect(Object.keys(statementEvents).filter((type) => !seen.has(type))).toEqual([]);
  });

  it.each([
    ['EstablishForum', { value: '2020-03-17', precision: 'day' }],
    ['OpenSession', { value: '2022-04-20', precision: 'day' }],
    ['ConcludeSession', { value: '2022-04-21', precision: 'day' }],
    ['SignMinutes', { value: '2022-09-01', precision: 'day' }],
    ['ReachMilestone', { value: '2023-11-30', precision: 'day' }],
    ['TakeDecision', { value: '2022-04-20', precision: 'session' }],
    ['RegisterLegacyCommitment', { value: '2025-01-01T00:00:00.000Z', precision: 'instant' }],
    ['ReportCompletion', { value: '2025-01-01T00:00:00.000Z', precision: 'instant' }],
  ])('%s happened at %j, unless its provenance says otherwise', (command, occurredAt) => {
    expect(receipts.get(command)!.events[0]!.metadata.occurredAt).toEqual(occurredAt);
  });

  it('carries its provenance into the envelope', () => {
    expect(receipts.get('IssueReminder')!.events[0]!.metadata).toMatchObject({
      occurredAt: { value: '2024-03', precision: 'month' },
      authority: 'agreedText',
      source: { kind: 'document', reference: 'Letter 7' },
      visibility: 'sideInternal',
    });
  });

  it('that drafts minutes without naming statements takes in all that were not annulled', async () => {
    const [, draft] = (await store.readAll(undefined, 1000)).filter(({ type }) => type === 'MinutesDrafted');
    const said = (await store.readAll(undefined, 1000)).filter(({ type }) => Object.hasOwn(statementEvents, type));
    const standing = said
      .filter(({ type }) => type !== 'MatterNoted')
      .map(({ data }) => (data as { statementId: string }).statementId);
    expect(standing.length).toBe(said.length - 1);
    expect(draft!.data).toMatchObject({ statementIds: standing });
  });
});
