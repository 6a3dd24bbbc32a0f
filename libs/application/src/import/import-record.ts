import { setImmediate as breathe } from 'node:timers/promises';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LineCounter } from 'yaml';
import type { DoubtCode, EventType } from '@jwg/domain';
import { EventTooLarge, idOf, Refused } from '@jwg/event-sourcing';
import { requestContext, Ledger } from '@jwg/platform';
import { carryIn, type Carried, type Prepared } from './carry-in.js';
import { commandOfStep, repeated, tooMuch, unfit } from './check.js';
import type { Values } from './convert.js';
import type { RecordFile } from './format.js';
import { parse } from './parse.js';
import { fieldOf, MAX_COUNTED, MAX_PROBLEMS, type Found, type Problem } from './problem.js';
import { decode, readable } from './read-file.js';
import type { ImportStep } from './step.js';
import { stepsOf } from './steps.js';
import { untaken } from './untaken.js';
import { Unreadable } from './unreadable.js';
import { wayOutFor, wayOutIn } from './ways-out.js';
import { wordsOf } from './words-of.js';

/** What an import came to. With problems, nothing of the file was written, unless it says that it is unfinished. */
export interface Imported {
  readonly file: string;
  readonly dryRun: boolean;
  /** Events written; in a dry run, that would be. */
  readonly events: number;
  /** Commands that an earlier import had carried out already. */
  readonly known: number;
  /** Ids of what is new. */
  readonly commitments: readonly string[];
  readonly sessions: readonly string[];
  readonly forums: readonly string[];
  readonly institutions: readonly string[];
  /** In the order of the file; at most `MAX_PROBLEMS`. */
  readonly problems: readonly Problem[];
  readonly moreProblems: number;
  /** Commands that could not be judged, because they build on others that have problems. */
  readonly unjudged: number;
  /**
   * Where the ledger's server takes one stream at a time: what it means that some of the file is written, with the
   * problems that keep the rest from it.
   */
  readonly unfinished?: string;
  /** What is implausible and was taken all the same; what was said without effect, and is recorded as such. */
  readonly warnings: readonly Problem[];
}

/** Takes the record of forums and sessions from a file in YAML or JSON (docs/reference/import.md), all of it or nothing. */
export class ImportRecord extends Command<Imported> {
  readonly file: string;
  readonly content: string | Uint8Array;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly confirm: readonly DoubtCode[];
  /** How many marks and words of YAML it may have; where others wait meanwhile, fewer than elsewhere. */
  readonly mostParts?: number;
  readonly progress?: (done: number, total: number) => void;

  constructor(asked: {
    file: string;
    content: string | Uint8Array;
    dryRun?: boolean;
    /** What is implausible is a problem. */
    strict?: boolean;
    /** Doubts that are confirmed for the whole file. */
    confirm?: readonly DoubtCode[];
    mostParts?: number;
    progress?: (done: number, total: number) => void;
  }) {
    super();
    this.file = asked.file;
    this.content = asked.content;
    this.dryRun = asked.dryRun ?? false;
    this.strict = asked.strict ?? false;
    this.confirm = asked.confirm ?? [];
    this.mostParts = asked.mostParts;
    this.progress = asked.progress;
  }
}

@CommandHandler(ImportRecord)
export class ImportRecordHandler implements ICommandHandler<ImportRecord> {
  constructor(
    private readonly ledger: Ledger,
    private readonly commands: CommandBus,
  ) {}

  /** @throws Refused (ROLE_MAY_NOT), and what the store throws */
  async execute({ file, content, dryRun, strict, confirm, mostParts, progress }: ImportRecord): Promise<Imported> {
    onlyRecorder();
    const nothing = { ...NOTHING_NEW, file, dryRun, moreProblems: 0, unjudged: 0 };
    let text = '';
    try {
      text = decode(content);
      const values = parse(text, mostParts);
      const record = values.value as RecordFile;
      await breathe();
      const steps = async () => stepsOf(record, await wordsOf(record, this.ledger));
      const { prepared, found } = await prepare(record, steps);
      const carried = await this.carry(prepared, found, { dryRun, strict, confirm, progress });
      const problems = [...found, ...carried.refused];
      const listed = report(file, text, values, problems, carried);
      if (problems.length > 0) return { ...nothing, ...listed, unjudged: carried.unjudged, ...unfinished(carried) };
      return { ...nothing, ...listed, ...summary(carried) };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const place = placesIn(text || readable(content));
      const problems = error.findings.map(({ offset, ...finding }) => ({
        file,
        ...place(offset),
        field: '',
        ...finding,
        wayOut: wayOutFor(finding),
      }));
      return { ...nothing, ...capped(problems), warnings: [] };
    }
  }

  private async carry(
    prepared: readonly Prepared[],
    found: readonly Found[],
    { dryRun, strict, confirm, progress }: Pick<ImportRecord, 'dryRun' | 'strict' | 'confirm' | 'progress'>,
  ): Promise<Carried> {
    const untouched: Carried = {
      events: [],
      known: 0,
      refused: [],
      unjudged: prepared.length,
      warnings: [],
      unfinished: false,
    };
    if (found.length >= MAX_PROBLEMS) return untouched;
    try {
      return await carryIn(prepared, {
        ledger: this.ledger,
        execute: (command) => this.commands.execute(command),
        rehearse: dryRun || found.length > 0,
        ...{ strict, confirm },
        progress,
      });
    } catch (error) {
      if (!(error instanceof EventTooLarge)) throw error;
      const step = prepared.find(({ step: { subject } }) => idOf(error.stream) === subject);
      return { ...untouched, unjudged: 0, refused: [{ path: step?.step.at ?? [], rule: `${error.message}.` }] };
    }
  }
}

const unfinished = ({ unfinished: it, events, known }: Carried) =>
  it && {
    ...{ events: events.length, known },
    unfinished:
      `Of this file ${known} commands stand already, and ${events.length} events were written now; the rest was not, ` +
      'because of the problems. Solve them, and import the same file again: it finds what stands, and adds the rest.',
  };

export const importHandlers = [ImportRecordHandler];

const NOTHING_NEW = { events: 0, known: 0, commitments: [], sessions: [], forums: [], institutions: [] };

const onlyRecorder = (): void => {
  const { role } = requestContext().actor;
  if (role !== 'recorder')
    throw new Refused(
      'ROLE_MAY_NOT',
      `${/^[aeiou]/.test(role) ? 'An' : 'A'} ${role} may not import; a file speaks for many, so it takes a recorder.`,
    );
};

/** After so many entries of a file, other requests are let run. */
const AT_ONE_TIME = 100;

/** Every step as a command, and every problem with a field of the file, each once, as far as they are counted. */
const prepare = async (
  record: RecordFile,
  stepsOfIt: () => Promise<readonly ImportStep[]>,
): Promise<{ prepared: Prepared[]; found: Found[] }> => {
  const found = new Map<string, Found>();
  const add = (it: Found): boolean => {
    const field = fieldOf(it.path);
    if (!found.has(field)) found.set(field, it);
    return found.size < MAX_COUNTED;
  };
  const nothing = () => ({ prepared: [], found: [...found.values()] });
  let entries = 0;
  for (const inEntry of unfit(record)) {
    for (const it of inEntry) if (!add(it)) return nothing();
    if ((entries += 1) % AT_ONE_TIME === 0) await breathe();
  }
  const steps = await stepsOfIt();
  const large = tooMuch(steps);
  if (large) return { prepared: [], found: [large] };
  await breathe();
  const again = repeated(steps);
  const prepared: Prepared[] = [];
  for (const step of steps) {
    prepared.push(found.size >= MAX_COUNTED ? { step } : prepareOne(step, again.get(step), add));
    if (prepared.length % AT_ONE_TIME === 0) await breathe();
  }
  for (const it of untaken(record, steps, [...found.values()])) if (!add(it)) break;
  return { prepared, found: [...found.values()] };
};

const prepareOne = (step: ImportStep, twice: Found | undefined, add: (it: Found) => boolean): Prepared => {
  if (twice) return (add(twice), { step });
  if (step.unreadable) return (step.unreadable === true || add(step.unreadable), { step });
  const command = commandOfStep(step);
  if (Array.isArray(command)) return (command.forEach(add), { step });
  return { step, command };
};

const summary = ({ events, known }: Carried) => ({
  events: events.length,
  known,
  commitments: idsOf(events, 'CommitmentRegistered'),
  sessions: idsOf(events, 'SessionScheduled'),
  forums: idsOf(events, 'ForumEstablished'),
  institutions: events.flatMap(({ type, data }) => (type === 'InstitutionRegistered' ? [data.institution] : [])),
});

const idsOf = (events: Carried['events'], type: EventType): string[] =>
  events.filter((event) => event.type === type).map(({ stream }) => idOf(stream));

const report = (file: string, text: string, values: Values, found: readonly Found[], carried: Carried) => {
  const place = placesIn(text);
  const asProblem = (it: Found): Problem => {
    const { path, about: _about, ...rest } = it;
    return { file, ...place(values.offsetOf(path)), field: fieldOf(path), ...rest, wayOut: wayOutIn(values, it) };
  };
  const { problems, moreProblems } = capped(found);
  return {
    problems: problems.map(asProblem).sort(byPlace),
    moreProblems,
    warnings: capped(eachOnce(carried.warnings)).problems.map(asProblem),
  };
};

/** Two steps of one entry may have the same doubt about the same field. */
const eachOnce = (warnings: readonly Found[]): Found[] => [
  ...new Map(warnings.map((it) => [`${fieldOf(it.path)} ${it.code} ${it.rule}`, it])).values(),
];

const byPlace = (a: Problem, b: Problem): number => a.line - b.line || a.column - b.column;

const capped = <T>(problems: readonly T[]) => ({
  problems: problems.slice(0, MAX_PROBLEMS),
  moreProblems: Math.max(0, problems.length - MAX_PROBLEMS),
});

const placesIn = (text: string) => {
  const lines = new LineCounter();
  for (let at = 0; at >= 0; at = text.indexOf('\n', at) + 1 || -1) lines.addNewLine(at);
  return (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
};
