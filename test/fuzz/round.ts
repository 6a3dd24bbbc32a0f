import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandNamed, ImportRecord, parseInput, type Imported } from '@jwg/application';
import { story } from '@jwg/application/samples';
import { sessionOf, statementEvents } from '@jwg/domain';
import { samples } from '@jwg/domain/samples';
import { kindOf, streamName, type NewEvent } from '@jwg/event-sourcing';
import { within } from '@jwg/platform';
import { v5 } from 'uuid';
import { parse, stringify } from 'yaml';
import { changed } from '../../tools/fuzz/changes.ts';
import type { Input, Subject } from '../../tools/fuzz/plan.ts';
import { wholeLedger } from '../relaying.js';
import { differences } from './answers.js';
import { patiently, World, type Servers } from './world.js';

const examples = 'docs/examples/cpec';
const types = Object.keys(statementEvents) as (keyof typeof statementEvents)[];

/** Everything that can be fed: the commands of a whole story, the example files, and each kind of statement. */
export const subjects: readonly Subject[] = [
  ...story.map(({ command, fields }): Subject => ({ kind: 'command', name: command, value: fields })),
  ...readdirSync(examples)
    .filter((name) => name.endsWith('.yaml'))
    .map((name): Subject => ({ kind: 'file', name, value: parse(readFileSync(join(examples, name), 'utf8')) })),
  ...types.map((type): Subject => ({ kind: 'event', name: type, value: samples[type] })),
];

export interface Played {
  readonly taken: number;
  readonly refused: number;
  /** Of the ledger at the end. */
  readonly events: number;
  /** Effects that could not be applied, by why. */
  readonly notApplied: readonly string[];
  /** What went wrong; missing when nothing did. */
  readonly finding?: string;
}

/** What a caller may be told; every other error is ours. */
const ANSWERS: ReadonlySet<string | undefined> = new Set(['invalid', 'refused', 'tooLarge', 'notFound', 'notAllowed']);

/**
 * Plays the story, and feeds each input in the place of its subject. A step whose inputs are all refused is played as
 * it is, so that the story goes on.
 */
export const play = async (inputs: readonly Input[], servers: Servers, withKafka: boolean): Promise<Played> => {
  const world = await World.open(servers, withKafka);
  const played = { taken: 0, refused: 0, events: 0, notApplied: [] as string[] };
  try {
    for (const [place, subject] of subjects.entries()) {
      const own = inputs.filter((it) => it.subject === place);
      const feed = feeding[subject.kind];
      let isTaken = false;
      for (const { changes } of own) {
        isTaken = await feed(world, place, changed(subject.value, changes));
        played[isTaken ? 'taken' : 'refused'] += 1;
        if (isTaken) break;
      }
      if (!isTaken && subject.kind !== 'event') await feed(world, place, asItIs(subject));
    }
    await world.settle();
    const ledger = await wholeLedger(world.platform.store);
    played.events = ledger.length;
    played.notApplied = ledger.filter(({ type }) => type === 'EffectNotApplied').map(codeOf);
    const different = await patiently(() => differences(world.platform, world.inPostgres));
    return { ...played, ...(different && { finding: different }) };
  } catch (error) {
    return { ...played, finding: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  } finally {
    await world.close();
  }
};

/** A signer who says which record he saw has seen the story's own words; here they may be others. */
const asItIs = ({ name, value }: Subject): unknown =>
  name === 'SignMinutes' ? { ...(value as object), record: undefined } : value;

/** Whether the input was taken. @throws what is no answer to a caller */
type Feed = (world: World, place: number, value: unknown) => Promise<boolean>;

const command: Feed = async (world, place, value) => {
  const { command: name, by: actor, commandId } = story[place]!;
  try {
    const given = parseInput(commandNamed(name)!, value);
    await within({ actor, commandId }, () => world.commands.execute(given));
  } catch (error) {
    if (ANSWERS.has(kindOf(error))) return false;
    throw error;
  }
  await world.carryOut();
  return true;
};

const file: Feed = async ({ commands }, place, value) => {
  const actor = { id: 'recorder', role: 'recorder' } as const;
  const content = stringify(value);
  const run = (dryRun: boolean): Promise<Imported> =>
    within({ actor, commandId: idOf(`file ${place}`) }, () =>
      commands.execute(new ImportRecord({ file: subjects[place]!.name, content, dryRun })),
    );
  const { problems: foreseen } = await run(true);
  const { problems } = await run(false);
  if (foreseen.length !== problems.length) throw new Error('A dry run and the import differ');
  return problems.length === 0;
};

/** Stored past the door, with whatever it says: earlier versions had other limits, or none. */
const event: Feed = async ({ platform: { store } }, place, value) => {
  const data = { ...(value as { statementId: string }) };
  const stream = streamName({ category: 'session' }, sessionOf(samples[types[0]!].statementId));
  const [like] = (await store.readAll(undefined, 1)) as unknown as [NewEvent];
  const { length } = await store.readStream(stream);
  const { name: type } = subjects[place]!;
  const stored: NewEvent = { ...like, type, data, id: idOf(`event ${place}`), schemaVersion: 1 };
  try {
    await store.append([{ stream, expected: length === 0 ? 'noStream' : length - 1, events: [stored] }]);
    return true;
  } catch (error) {
    if (kindOf(error) === 'tooLarge') return false;
    throw error;
  }
};

const feeding: Readonly<Record<Subject['kind'], Feed>> = { command, file, event };

const codeOf = ({ data }: { data: unknown }) => (data as { refusal: { code: string } }).refusal.code;
const idOf = (name: string) => v5(name, v5.URL);
