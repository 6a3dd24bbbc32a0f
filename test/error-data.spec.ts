import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import * as application from '@jwg/application';
import * as kernel from '@jwg/event-sourcing';
import * as eventStore from '@jwg/event-store';
import * as platform from '@jwg/platform';
import * as readModels from '@jwg/read-models';
import * as relay from '@jwg/relay';
import { problemOf } from '../apps/api/src/problems/problem.js';
import { errors } from '../apps/api/src/testing/responses.js';
import { Failure, exitFor } from '../apps/cli/src/failures.js';
import { ServerSaidNo } from '../apps/cli/src/server.js';

const { errorFromData, errorToData, LedgerError } = kernel;

const cause = new RangeError('what lies behind it');
const event = { id: '1b4e28ba-2fa1-5ad2-883f-0016d3cca427', type: 'WorkStarted', stream: 'commitment-f.1.c1' };
const failure = { event: { ...event, position: 7 }, error: 'RangeError: no', since: '2026-01-01', attempts: 3 };

/** One of each class, beside those that the API's own reference shows. */
const more: readonly Error[] = [
  new application.ReadNotRecorded(),
  new kernel.AppendRefused('Too much'),
  new kernel.CheckpointMoved('commitments'),
  new kernel.EventIdConflict('commitment-f.1.c1', event.id),
  new kernel.FollowerFailed('commitments', failure, { cause }),
  new kernel.LedgerPutBack('This process knew', 9, 5),
  new kernel.Refused('UNKNOWN_COMMITMENT', 'There is no commitment f.1.c1.', ['f.1.c1']),
  new kernel.StoreUnavailable('connect ECONNREFUSED', { cause }),
  new kernel.UnknownSchemaVersion(
    {
      ...{ id: event.id, type: 'WorkStarted', stream: event.stream, revision: 0, position: 7, cursor: '7' },
      ...{ schemaVersion: 9, data: {}, metadata: {}, recordedAt: '2026-01-01T00:00:00.000Z' },
    },
    1,
  ),
  new kernel.WrongExpectedRevision('commitment-f.1.c1', 'noStream', 3),
  new eventStore.FolderNotWritable('/data', 'EACCES', { cause }),
  new eventStore.HistoryLost('stream x was deleted'),
  new eventStore.LedgerDamaged('/data/ledger.db', 'no header', { cause }),
  new eventStore.LedgerInUse('/data', 42),
  new eventStore.LedgerMissing('/data/ledger.db'),
  new eventStore.LedgerTooNew('/data/ledger.db', 9, 3),
  new eventStore.MayNotReadLog({ cause }),
  new eventStore.NotALedger('/data/ledger.db', 'text'),
  new eventStore.StreamWouldForget('commitment-f.1.c1', '$maxAge'),
  new readModels.AnotherLedger('jwg', undefined, { name: '/data' }),
  new readModels.FollowerBooksUnusable('/data/followers.db', 'no header'),
  new readModels.ProjectionOutdated(readModels.commitments, 9),
  new readModels.ReadModelsDamaged('/data/read-models.db', 'no header'),
  new readModels.ReadModelsMissing('/data/read-models.db'),
  Object.assign(new relay.BrokersAway(['kafka-1:9092'], new relay.PublishFailed('Deadline', 'Late')), { cause }),
  new relay.Fenced('A younger relay is at work'),
  new relay.NeedsHuman('Another ledger', 'another ledger'),
  new relay.PublishFailed('Deadline', 'It took too long', { cause }),
  new relay.TopicsDiffer('Three partitions'),
  new platform.CosignatureRefused('notAllowed', 'No witness whose key is set here has co-signed this.'),
  new platform.BadSettings(['PORT must be a number', 'JWG_X is no setting']),
  new platform.IssuerKeyUnusable('/data/issuer-key.json', 'is damaged.'),
  new platform.MoveFailed({ events: 1, digest: 'a' }, { events: 2, digest: 'b' }),
  new platform.NotTheSameLedger(7),
  new platform.UnfitEvent('WorkStarted', '/cause', 'is required'),
  new application.ImportBrokenOff(3, cause),
  new application.Unreadable([{ offset: 3, rule: 'is no YAML', wayOut: 'Quote it.' }]),
  new Failure('notFound', 'There is no such thing.'),
  new ServerSaidNo('It said no.', 'stale'),
];
const all = [...errors, ...more].filter((error) => error instanceof LedgerError);

/** What another thread gets. */
const across = (error: unknown): Error => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(errorToData(error));
  const { message } = receiveMessageOnPort(port2) as { message: kernel.ErrorData };
  port1.close();
  return errorFromData(message);
};

const fieldsOf = (error: Error) => ({ ...error, name: error.name, message: error.message, stack: error.stack });

describe('An error in another thread', () => {
  it('is tried out for every class that a part exports', () => {
    const exported = [application, kernel, eventStore, platform, readModels, relay]
      .flatMap((part) => Object.values<unknown>(part))
      .filter((it): it is new () => Error => typeof it === 'function' && it.prototype instanceof LedgerError);
    const tried = new Set<unknown>(all.map((error) => error.constructor));
    expect(exported.filter((kind) => !tried.has(kind)).map(({ name }) => name)).toEqual([]);
    expect(exported.length).toBeGreaterThan(40);
  });

  it.each(all.map((error) => [error.name, error] as const))('is still a %s, with all its fields', (_, error) => {
    const arrived = across(error);
    expect(arrived).toBeInstanceOf(LedgerError);
    expect(fieldsOf(arrived)).toEqual({ ...fieldsOf(error), ...(error.cause !== undefined && { cause: cause }) });
    expect(problemOf(arrived, 'id')).toEqual(problemOf(error, 'id'));
    expect(exitFor(arrived)).toEqual(exitFor(error));
    expect(platform.errorNames(arrived)).toBe(platform.errorNames(error));
  });

  it('stays a bug when nobody named it, and its message out of the answer', () => {
    const bug = Object.assign(new TypeError('a secret', { cause }), {
      code: 'ERR_X',
      kind: 'invalid',
      socket: () => 0,
    });
    const arrived = across(bug);
    expect(arrived).not.toBeInstanceOf(LedgerError);
    expect({ ...fieldsOf(arrived), cause: undefined }).toEqual({
      ...{ name: 'TypeError', message: 'a secret', stack: bug.stack, code: 'ERR_X', cause: undefined },
    });
    expect(problemOf(arrived, 'id').problem).toMatchObject({ status: 500 });
    expect(JSON.stringify(problemOf(arrived, 'id'))).not.toContain('secret');
    expect(platform.errorNames(arrived)).toBe('TypeError ERR_X < RangeError');
  });

  it.each(['text', undefined, null, 7])('is an error even where %p was thrown', (thrown) => {
    expect(across(thrown)).toEqual(new Error(String(thrown)));
  });

  it('comes through with causes that go round in a circle', () => {
    const endless = new Error('first');
    endless.cause = new Error('second', { cause: endless });
    expect(platform.errorNames(across(endless))).toBe(platform.errorNames(endless));
  });
});
