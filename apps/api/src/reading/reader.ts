/** The thread for long queries: opens the ledger beside the process's writer and answers one query after the other. */
import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { Query, QueryBus } from '@nestjs/cqrs';
import * as application from '@jwg/application';
import { errorToData, Platform, within, type RequestContext, type ErrorData, type Settings } from '@jwg/platform';
import { digestOf } from '../conventions/etags.js';
import { KeptAnswers, keyOf, standOf, type MadeAnswer } from './kept-answers.js';
import { isKept } from './long-questions.js';

/** The message that sends a query to the thread. */
export interface Question {
  readonly id: number;
  /** The name of the query's class. */
  readonly kind: string;
  readonly fields: object;
  readonly by: RequestContext;
  /** The digest of the answer that is at hand already. */
  readonly has: string | undefined;
}

/** The thread's reply: the serialised answer, that it is what is at hand already, or the error as data. */
export type Reply = { readonly id: number } & (MadeAnswer | { readonly same: true } | { readonly error: ErrorData });

/** Why the thread cannot open the ledger; it ends after this message. */
export interface NotOpened {
  readonly notOpened: ErrorData;
}

const queryClasses = new Map(
  Object.values<unknown>(application)
    .filter((it): it is new () => Query<unknown> => typeof it === 'function' && it.prototype instanceof Query)
    .map((kind) => [kind.name, kind]),
);

const settings = workerData as Settings;
const opened = async () => {
  try {
    const module = application.ApplicationModule.open({ ...settings, readOnly: true });
    const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    return await context.init();
  } catch (error) {
    parentPort!.postMessage({ notOpened: errorToData(error) } satisfies NotOpened);
    return process.exit(1); // of a thread: it ends alone
  }
};
const context = await opened();
const queries = context.get(QueryBus);

const platform = context.get(Platform);
const kept = new KeptAnswers(() => standOf(platform));

const made = async (question: Query<unknown>, by: RequestContext): Promise<MadeAnswer> => {
  const answer = (await within(by, () => queries.execute(question))) as Pick<MadeAnswer, 'position' | 'next'>;
  const json = JSON.stringify(answer);
  return { json, digest: digestOf(json), position: answer.position, next: answer.next };
};

const answer = async ({ id, kind, fields, by, has }: Question): Promise<Reply> => {
  try {
    const question = Object.assign(new (queryClasses.get(kind)!)(), fields);
    const make = () => made(question, by);
    const it = await (isKept(question) ? kept.get(keyOf(kind, fields, by), make) : make());
    return it.digest === has ? { id, same: true } : { id, ...it };
  } catch (error) {
    return { id, error: errorToData(error) };
  }
};

parentPort!.on('message', (question: Question) => {
  void answer(question).then((reply) => parentPort!.postMessage(reply));
});
