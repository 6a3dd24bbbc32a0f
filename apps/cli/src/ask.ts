import type { Query } from '@nestjs/cqrs';
import { Invalid, parseInput } from '@jwg/application';
import { kindOf, LedgerError } from '@jwg/platform';
import { addressOf } from './addresses.js';
import { withApp } from './app.js';
import { Failure } from './failures.js';
import type { Reading } from './options.js';
import { request } from './server.js';

/** By the query: the field that is a positional argument on the command line. */
const places: Readonly<Record<string, string>> = {
  ExportCommitments: 'forum',
  ExportEvents: 'forum',
  ExportProvenance: 'forum',
  GetBoard: 'institution',
  GetClaims: 'commitmentId',
  GetCommitment: 'commitmentId',
  GetDiff: 'forum',
  GetFacets: 'forum',
  GetForum: 'forum',
  GetMatrix: 'forum',
  GetMoments: 'forum',
  GetSession: 'sessionId',
  GetSilence: 'forum',
  GetTimeline: 'subject',
  ListReads: 'forum',
  ListSessions: 'forum',
  ListWords: 'word',
  MakeBundle: 'subject',
  ReplayHistory: 'subject',
  ReportActionTaken: 'sessionId',
  ReportForum: 'forum',
  Search: 'q',
  WhyCommitment: 'commitmentId',
};

/**
 * Asks the ledger in the data folder or, with --url, a running server; both answer the same. Problems are reported in
 * the words of the command line.
 */
export const ask = async <A>({ data, url }: Reading, kind: new () => Query<A>, fields: object): Promise<A> => {
  try {
    const query = parseInput(kind, fields);
    return await (url === undefined ? here(data, query) : there<A>(url, kind, query));
  } catch (error) {
    throw inOptions(error as Error, kind.name, fields);
  }
};

const here = <A>(data: string, query: Query<A>): Promise<A> =>
  withApp(data, 'read', ({ queries }) => queries.execute<Query<A>, A>(query));

const there = async <A>(url: string, kind: new () => Query<A>, query: object): Promise<A> =>
  (await request({ url: url + addressOf(kind.name, { ...query }), method: 'GET' })) as A;

/** The same error, in the words of the command line. */
export const inOptions = (
  error: Error,
  question: string,
  { asOf, asOfBasis }: { asOf?: string; asOfBasis?: string },
) => {
  const { message } = error;
  if (error instanceof Invalid) {
    const lines = error.problems.map(({ field, rule }) => `${optionOf(field.slice(1), question)} ${rule}`);
    return new Failure('invalid', lines.join('\n'));
  }
  if (error instanceof LedgerError && error.type === 'bad-as-of') {
    const whole = [error.detail, error.wayOut].filter(Boolean).join(' ');
    const said = whole
      .replace(/\b(asOfBasis|basis)=/g, '--basis ')
      .replace(/\basOf\b/g, question.startsWith('Report') ? '--at' : '--as-of')
      .replace(/\bleave (from|to) out\b/, 'leave --$1 out');
    const year = /^(19|20)\d\d$/.test(asOf ?? '') ? ` For the end of the year write ${asOf}-12-31.` : '';
    return new Failure('invalid', said + year);
  }
  const isRecordedTime = asOf !== undefined && !/^\d+$/.test(asOf) && asOfBasis !== 'occurred';
  return kindOf(error) === 'notFound' && isRecordedTime
    ? new Failure('notFound', `${message} What had happened by then, recorded since, is asked for by --basis occurred.`)
    : error;
};

const optionOf = (field: string, question: string): string => {
  if (field === places[question]) return `<${field.replace(/Id$/, '')}>`;
  return field === 'asOfBasis' ? '--basis' : `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
};
