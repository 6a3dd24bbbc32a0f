/** The thread for long queries: opens the ledger beside the process's writer and answers one query after the other. */
import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { Query, QueryBus } from '@nestjs/cqrs';
import * as application from '@jwg/application';
import { errorToData, within, type RequestContext, type ErrorData, type Settings } from '@jwg/platform';

/** The message that sends a query to the thread. */
export interface Question {
  readonly id: number;
  /** The name of the query's class. */
  readonly kind: string;
  readonly fields: object;
  readonly by: RequestContext;
}

/** The thread's reply: the serialised answer, or the error as data. */
export type Reply = { readonly id: number } & (
  { readonly json: string; readonly position?: number; readonly next?: string | number } | { readonly error: ErrorData }
);

const queryClasses = new Map(
  Object.values<unknown>(application)
    .filter((it): it is new () => Query<unknown> => typeof it === 'function' && it.prototype instanceof Query)
    .map((kind) => [kind.name, kind]),
);

const settings = workerData as Settings;
const context = await NestFactory.createApplicationContext(
  application.ApplicationModule.open({ ...settings, readOnly: true }),
  {
    logger: false,
    abortOnError: false,
  },
);
await context.init();
const queries = context.get(QueryBus);

const answer = async ({ id, kind, fields, by }: Question): Promise<Reply> => {
  try {
    const question = Object.assign(new (queryClasses.get(kind)!)(), fields);
    const answer = (await within(by, () => queries.execute(question))) as { position?: number; next?: string | number };
    return { id, json: JSON.stringify(answer), position: answer.position, next: answer.next };
  } catch (error) {
    return { id, error: errorToData(error) };
  }
};

parentPort!.on('message', (question: Question) => {
  void answer(question).then((reply) => parentPort!.postMessage(reply));
});
