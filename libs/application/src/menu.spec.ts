import 'reflect-metadata';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { statementEvents } from '@jwg/domain';
import { Refused } from '@jwg/event-sourcing';
import { carryOut, Ledger, Platform, within, type Receipt } from '@jwg/platform';
import { commandHandlers, commandNamed, commands } from './menu.js';
import { declarationOf, type LedgerCommandClass } from './on.js';
import { Statement } from './session/statement.js';
import { story, type Step } from './testing/story.js';
import { fieldsOf, parseInput } from './parse-input.js';

const folders = ['forum', 'session', 'commitment'];
const names = commands.map(({ name }) => name);
const given = new Set(story.map(({ command }) => command));

describe('the menu', () => {
  it.each(folders)(
    'has the one command of each file in %s, which is for the decider of that folder',
    async (folder) => {
      const files = readdirSync(join(import.meta.dirname, folder)).filter(
        (file) => !file.endsWith('.spec.ts') && !['index.ts', 'statement.ts'].includes(file),
      );
      for (const file of files) {
        const module = (await import(`./${folder}/${file.replace('.ts', '.js')}`)) as Record<
          string,
          LedgerCommandClass
        >;
        const [name] = Object.keys(module);
        expect(Object.keys(module)).toEqual([name]);
        expect(file).toBe(`${name!.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}.ts`);
        expect(commandNamed(name!)).toBe(module[name!]);
        expect(declarationOf(module[name!]!).decider.category).toBe(folder);
      }
    },
  );

  it('has each command under the name that its decider knows, and one command for each type of statement', () => {
    const [statements, others] = [true, false].map((said) =>
      commands.filter((it) => it.prototype instanceof Statement === said),
    );
    expect(others!.map((it) => declarationOf(it).type)).toEqual(others!.map(({ name }) => name));
    expect(statements!.map((it) => declarationOf(it).type).sort()).toEqual(Object.keys(statementEvents).sort());
  });

  it('has one handler for each command', () => {
    expect(commandHandlers.map((it) => Reflect.getMetadata('__commandHandler__', it) as unknown)).toEqual(commands);
  });

  it('finds a command by its name, and nothing by any other name', () => {
    expect(names.map(commandNamed)).toEqual(commands);
    for (const name of ['constructor', '__proto__', 'toString', 'LedgerCommand', 'Statement', 'reportProgress', ''])
      expect(commandNamed(name)).toBeUndefined();
  });
});

/** By step: the types of its events, or the refusal. */
const outcomes = new Map<Step, string[] | string>();
const receipts = new Map<string, Receipt>();
const folder = mkdtempSync(join(tmpdir(), 'jwg-menu-'));
let platform: Platform;
let store: Platform['store'];

/** Sends one command over the bus, as every app does, then lets the policy carry its events into effect. */
const give = async (bus: CommandBus, ledger: Ledger, { command, by, fields, commandId }: Step): Promise<string[]> => {
  const before = (await store.readAll(undefined, 1000)).length;
  const receipt = await within({ actor: by, commandId }, () => bus.execute(parseInput(commandNamed(command)!, fields)));
  receipts.set(command, receipts.get(command) ?? receipt);
  for (const event of receipt.events) await carryOut(ledger, event);
  return (await store.readAll(undefined, 1000)).slice(before).map(({ type }) => type);
};

beforeAll(async () => {
  platform = await Platform.open({ folder, clock: () => new Date('2025-01-01T00:00:00Z') });
  ({ store } = platform);
  const { ledger } = platform;
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

afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

describe('a command on the bus', () => {
  it.each(story.map((step, n) => ({ n, step, command: step.command, leadsTo: step.events.join(', ') })))(
    '$n: $command leads to $leadsTo',
    ({ step }) => expect(outcomes.get(step)).toEqual(step.events),
  );

  it('is given in the story, each command with each of its fields', () => {
    expect(names.filter((name) => !given.has(name))).toEqual([]);
    const ofEveryStatement = fieldsOf(commandNamed('ExpressHope')!);
    const unused = commands.flatMap((command) => {
      // The fields of every statement may each be in another statement.
      const isItsOwn = (step: { command: string }) => command.name === 'ExpressHope' || step.command === command.name;
      const used = story.filter(isItsOwn).flatMap(({ fields }) => Object.keys(fields));
      const own = [...fieldsOf(command)].filter(
        (field) => command.name === 'ExpressHope' || !ofEveryStatement.has(field),
      );
      return own
        .filter((field) => !['provenance', 'confirm'].includes(field) && !used.includes(field))
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
    const said = (await store.readAll(undefined, 1000)).filter(
      ({ type, stream }) => stream === draft!.stream && Object.hasOwn(statementEvents, type),
    );
    const standing = said
      .filter(({ type }) => type !== 'MatterNoted')
      .map(({ data }) => (data as { statementId: string }).statementId);
    expect(standing.length).toBe(said.length - 1);
    expect(draft!.data).toMatchObject({ statementIds: standing });
  });
});
