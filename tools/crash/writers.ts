/** 64 concurrent writers on one ledger, until they are killed. Each event's id is printed once it is acknowledged. */
import 'reflect-metadata';
import { writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '@jwg/domain';
import type { Receipt } from '@jwg/platform';
import { built } from '../built.ts';

const { ApplicationModule, commandNamed, parseInput } = await built('application/src/index');
const { Platform, within } = await built('platform/src/index');

const context = await NestFactory.createApplicationContext(ApplicationModule.open({ folder: process.argv[2]! }), {
  logger: false,
});
await context.init();
context.get(Platform).start(); // the followers write their rows at the same time
const bus = context.get(CommandBus);

const recorder: Actor = { id: 'crash', role: 'recorder' };
const focalPoint: Actor = { id: 'crash', role: 'focalPoint', side: 'PK', institution: 'pk-stza' };

const tell = async (name: string, fields: object, actor = recorder) => {
  const command = parseInput(commandNamed(name)!, fields);
  const { events } = await within({ actor, commandId: randomUUID() }, () => bus.execute<object, Receipt>(command));
  for (const { id } of events) writeSync(1, `${id}\n`);
  return events;
};

/** The code of a refusal; empty for any other error. */
const codeOf = (error: unknown) => (error as { code?: string }).code ?? '';

const alreadyThere = (error: unknown) => {
  if (!codeOf(error).endsWith('_EXISTS')) throw error;
};

const name = { en: 'A name' };
await tell('EstablishForum', {
  forumId: 'crash',
  name,
  level: 'workingGroup',
  sides: [
    { side: 'PK', name },
    { side: 'CN', name },
  ],
}).catch(alreadyThere);
await tell('RegisterInstitution', { forumId: 'crash', institution: 'pk-stza', side: 'PK', name });

const write = async (ordinal: number) => {
  const sessionId = `crash.${ordinal}`;
  await tell('ScheduleSession', { sessionId, mode: 'virtual' });
  await tell('OpenSession', { sessionId, openedOn: '2022-04-20' });
  const undertakings = [{ kind: 'support', title: name, lead: ['pk-stza'], support: [], beneficiaries: [] }];
  const [decided] = await tell('TakeDecision', { sessionId, text: name, undertakings });
  const { commitmentId } = (decided!.data as { undertakings: { commitmentId: string }[] }).undertakings[0]!;
  await tell('AppreciateProgress', { sessionId, text: name, refersTo: [commitmentId] });
  await tell('ConcludeSession', { sessionId, concludedOn: '2022-04-20' });
  // The policy registers the commitment a moment after the decision; reports before that are refused.
  for (let percent = 0; percent <= 100;) {
    const report = { commitmentId, narrative: 'Work goes on', percent };
    const written = await tell('ReportProgress', report, focalPoint).catch((error: unknown) => {
      if (codeOf(error) !== 'UNKNOWN_COMMITMENT') throw error;
    });
    if (written) percent += 20;
    else await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

// Each run begins at another number; numbers that an earlier run used are skipped.
let ordinal = Math.floor(Math.random() * 9999);
const writer = async () => {
  for (;;) {
    ordinal = (ordinal % 9999) + 1;
    await write(ordinal).catch((error: unknown) => {
      if (codeOf(error) !== 'SESSION_EXISTS') throw error;
    });
  }
};
await Promise.all(Array.from({ length: 64 }, writer));
