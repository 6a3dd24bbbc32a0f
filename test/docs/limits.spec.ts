import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TSchema } from 'typebox';
import {
  CommitmentId,
  commitmentEvents,
  Count,
  fits,
  ForumId,
  InstitutionId,
  Language,
  Name,
  SessionId,
  sessionEvents,
  StatementId,
  Text,
  undertakingFields,
  Words,
} from '@jwg/domain';
import { samples } from '@jwg/domain/samples';
import { parseInput, RecordStatements, schemaOf } from '@jwg/application';
import { MAX_EVENT_BYTES } from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { MAX_DEPTH, MAX_MARKS, parseJson } from '../../apps/api/src/body/json.js';
import { MAX_BODY_BYTES } from '../../apps/api/src/body/parsers.js';
import { MAX_FILE_BYTES, MAX_FILE_PARTS } from '../../apps/api/src/controllers/imports.controller.js';
import { actors, boot, type Booted } from '../../apps/api/src/testing/booted.js';
import { MAX_BYTES_OF_COMMANDS, tooMuch } from '../../libs/application/src/import/check.js';
import { MAX_VALUES } from '../../libs/application/src/import/convert.js';
import { MAX_NESTING, MAX_PARTS, parse } from '../../libs/application/src/import/parse.js';
import { decode, MAX_BYTES } from '../../libs/application/src/import/read-file.js';
import type { ImportStep } from '../../libs/application/src/import/step.js';
import { bearerToken, MAX_CHARACTERS } from '../../libs/platform/src/auth/bearer.js';
import { MAX_PAGE_SIZE } from '../../libs/read-models/src/index.js';
import { root } from './pages.js';

interface Limit {
  readonly most: number;
  readonly unit?: string;
  /** Whether so much of it is taken. */
  readonly takes: (much: number) => boolean | Promise<boolean>;
}

let api: Booted;
beforeAll(async () => void (api = await boot({}, () => {})));
afterAll(() => api.close());

type Bounds = { maxLength?: number; maxItems?: number; maxProperties?: number; maximum?: number };
const bounds = (schema: TSchema): Bounds => schema;
const taken = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};
const code = (n: number) => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
const many = <T>(count: number, entry: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => entry(n));

const characters = (schema: TSchema, text: (length: number) => string): Limit => ({
  most: bounds(schema).maxLength!,
  unit: 'characters',
  takes: (much) => fits(schema, text(much)),
});
const entries = (schema: TSchema, entry: (n: number) => unknown): Limit => ({
  most: bounds(schema).maxItems!,
  takes: (much) => fits(schema, many(much, entry)),
});
const number = (schema: TSchema, most: number, id: (n: number) => string): Limit => ({
  most,
  takes: (much) => fits(schema, id(much)),
});
const bytes = (most: number, takes: Limit['takes']): Limit => ({ most, unit: 'bytes', takes });

const { DecisionTaken, ProposalAccepted, SessionScheduled, AgendaAgreed, MinutesDrafted } = sessionEvents;
const institution = (n: number) => `pk-${n}`;
const commitment = (n: number) => `f.1.c${n + 1}`;
const statement = (n: number) => `f.1.s${n + 1}`;
const [undertaking] = samples.DecisionTaken.undertakings;
const [change] = samples.MinutesDrafted.changes;

/** A value whose JSON has so many bytes. */
const jsonOf = (much: number) => 'x'.repeat(much - 2);
const answered = async (status: number, asked: Promise<{ status: number }>) => (await asked).status !== status;
const post = async (url: string, payload: string, type = 'application/json', headers = {}) =>
  api.send({
    method: 'POST',
    url,
    payload,
    headers: { authorization: await api.bearer(actors.recorder), 'content-type': type, ...headers },
  });

const eventWith = (data: unknown, metadata: unknown) => ({
  id: '6f1d7b8e-3c55-4a3e-9d0a-0c6f5f3d2b10',
  type: 'DecisionTaken',
  schemaVersion: 1,
  data,
  metadata,
  recordedAt: '2024-05-14T09:30:00.000Z',
});

const limits: Readonly<Record<string, Limit>> = {
  'a name, a title, a paragraph’s number': characters(Name, (length) => '中'.repeat(length)),
  'any other text': characters(Words, (length) => '中'.repeat(length)),
  'the languages of a text': {
    most: bounds(Text).maxProperties!,
    takes: (much) => fits(Text, Object.fromEntries(many(much, (n) => [code(n), 'x']))),
  },
  'the tag of a language': {
    ...characters(Language, (length) => `zh${'-abcd'.repeat(6)}-${'x'.repeat(length - 33)}`),
    takes: (much) => {
      const tag = `zh${'-abcd'.repeat(5)}-${'x'.repeat(much - 28)}`;
      return fits(Language, tag) && fits(Text, { [tag]: 'x' });
    },
  },
  'the id of a forum or an institution': {
    ...characters(ForumId, () => ''),
    takes: (much) => [ForumId, InstitutionId].every((schema) => fits(schema, 'f'.repeat(much))),
  },
  'the id of a session': characters(SessionId, (length) => `${'f'.repeat(length - 5)}.1234`),
  'the id of a commitment or a statement': {
    ...characters(CommitmentId, () => ''),
    takes: (much) =>
      fits(CommitmentId, `${'f'.repeat(much - 12)}.1234.c12345`) &&
      fits(StatementId, `${'f'.repeat(much - 12)}.1234.s12345`),
  },
  'the number of a session': {
    most: bounds(Count).maximum!,
    takes: (much) => fits(Count, much) && fits(SessionId, `f.${much}`),
  },
  'the number of a commitment or a statement': number(CommitmentId, 99_999, (n) => `f.1.c${n}`),
  'undertakings of a statement': entries(DecisionTaken.properties.undertakings, () => undertaking),
  'references of a statement': entries(DecisionTaken.properties.refersTo, commitment),
  'commitments of a statement': entries(ProposalAccepted.properties.commitments, commitment),
  'lead institutions of an undertaking': entries(undertakingFields.lead, institution),
  'pieces of evidence of a report': entries(commitmentEvents.ProgressReported.properties.evidence, () => ({
    reference: 'A letter',
  })),
  'forums that a session serves beside its own': entries(SessionScheduled.properties.alsoServes, (n) => `f-${n}`),
  'items of an agenda': entries(AgendaAgreed.properties.items, () => ({ en: 'x' })),
  'statements in one command': {
    most: bounds(schemaOf(RecordStatements.prototype, 'statements')!).maxItems!,
    takes: (much) =>
      taken(() =>
        parseInput(RecordStatements, {
          sessionId: 'f.1',
          statements: many(much, () => ({ command: 'NoteMatter', text: { en: 'x' } })),
        }),
      ),
  },
  'statements of one text of minutes': entries(MinutesDrafted.properties.statementIds, statement),
  'changes of one text of minutes': entries(MinutesDrafted.properties.changes, () => change),
  'an event, with its envelope': bytes(MAX_EVENT_BYTES, (much) =>
    openMemoryEventStore()
      .append([{ stream: 'f', expected: 'noStream', events: [eventWith(jsonOf(much - 2), {})] }])
      .then(
        () => true,
        () => false,
      ),
  ),
  'the body of a command': bytes(MAX_BODY_BYTES, (much) =>
    answered(413, post('/v1/forums/f/dormancy', `{"reason":"${'x'.repeat(much - 13)}"}`)),
  ),
  'a file sent to `/v1/imports`': bytes(MAX_FILE_BYTES, (much) =>
    answered(413, post('/v1/imports?dryRun=true', `title: a #${' '.repeat(much - 10)}`, 'application/yaml')),
  ),
  'the marks and words of a file sent to `/v1/imports`': {
    most: MAX_FILE_PARTS,
    takes: (much) => taken(() => parse(`a: 1\n${'\n'.repeat(much - 8)}`, MAX_FILE_PARTS)), // "a: 1" and its end are 8
  },
  'the marks and words of a file that is imported on the command line': {
    most: MAX_PARTS,
    takes: (much) => taken(() => parse(`${'\n'.repeat(much - 7)}a: 1`)), // before the document, where each costs least
  },
  'a file that is imported on the command line': bytes(MAX_BYTES, (much) => taken(() => decode(' '.repeat(much)))),
  'a file with its aliases written out': bytes(MAX_BYTES, (much) => {
    const text = 'x'.repeat(1024 * 1024);
    const rest = much - 4 * text.length - 'abcde'.length;
    return taken(() => parse(`{ a: &t "${text}", b: *t, c: *t, d: *t, e: "${'x'.repeat(rest)}" }`));
  }),
  'the values of a file, with its aliases': {
    most: MAX_VALUES,
    takes: (much) => {
      const repeated = `&t [${'1,'.repeat(99_998)}1]`;
      const rest = much - 9 * 100_000 - 2;
      return taken(() => parse(`{ a: [${repeated}${', *t'.repeat(8)}], b: [${'1,'.repeat(rest - 2)}1] }`));
    },
  },
  'the commands of a file, with the source of each': bytes(
    MAX_BYTES_OF_COMMANDS,
    (much) => tooMuch([{ fields: jsonOf(much), at: [] } as unknown as ImportStep]) === undefined,
  ),
  'the levels of a file': {
    most: MAX_NESTING,
    takes: (much) => taken(() => parse(`a: ${'['.repeat(much - 1)}${']'.repeat(much - 1)}`)),
  },
  'the levels of a JSON body': {
    most: MAX_DEPTH,
    takes: (much) => taken(() => parseJson(Buffer.from(`${'['.repeat(much)}${']'.repeat(much)}`))),
  },
  'the brackets and commas of a JSON body': {
    most: MAX_MARKS,
    takes: (much) => taken(() => parseJson(Buffer.from(`[${'",[",'.repeat(much - 1)}1]`))),
  },
  'an `Authorization` header': {
    most: MAX_CHARACTERS,
    unit: 'characters',
    takes: (much) => taken(() => bearerToken(`Bearer ${'x'.repeat(much - 7)}`)),
  },
  'an `Idempotency-Key`': {
    most: 200,
    unit: 'characters',
    takes: (much) =>
      answered(
        400,
        post('/v1/forums/f/dormancy', '{"reason":"x"}', undefined, { 'idempotency-key': 'x'.repeat(much) }),
      ),
  },
  'the entries of a page': {
    most: MAX_PAGE_SIZE,
    takes: (much) => answered(400, api.get(`/v1/commitments?limit=${much}`)),
  },
};

const [page] = readFileSync(join(root, 'docs/reference/limits.md'), 'utf8').split('## How much at once');

/** What the page says: the limit by what it limits. */
const rows = new Map(
  [...page!.matchAll(/^\| ([^|]+?) +\| (\d[^|]*?) +\| ([^|]+?) +\|$/gm)].map(
    ([, what, most]) => [what!.replaceAll("'", '’'), most!] as const,
  ),
);

describe('The page of limits', () => {
  it('has every limit that is tried here, with its number, and no other', () => {
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(
        Object.entries(limits).map(([what, { most, unit }]) => [
          what,
          `${most}${unit === undefined ? '' : ` ${unit}`}`,
        ]),
      ),
    );
  });
});

describe('Just below a limit and at it something is taken, and just above it is refused:', () => {
  it.each(Object.entries(limits))('%s', async (_, { most, takes }) => {
    expect([await takes(most - 1), await takes(most), await takes(most + 1)]).toEqual([true, true, false]);
  });
});
