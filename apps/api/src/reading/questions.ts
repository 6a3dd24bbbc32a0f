import { Worker } from 'node:worker_threads';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Query, QueryBus } from '@nestjs/cqrs';
import { GetBoard, GetMatrix, GetSilence, ListCommitments, type ListForums } from '@jwg/application';
import { requestContext, errorFromData, LedgerError, type Settings } from '@jwg/platform';
import type { Question, Reply } from './reader.js';

/** An answer that is already serialised, and is sent unchanged. */
export class SerialisedAnswer {
  constructor(
    readonly json: string,
    readonly position?: number,
    readonly next?: string | number,
    readonly type = 'application/json',
  ) {}
}

const MAX_WAITING = 100;
const RESTART_MS = 1_000;

const large: readonly unknown[] = [GetMatrix, GetBoard, GetSilence, ListCommitments];

/** Whether a query reads many rows or folds many events, so that commands would have to wait for it. */
const isLong = (question: Query<unknown>): boolean => {
  const { asOfBasis, signedOnly } = question as Partial<ListForums>;
  return asOfBasis === 'occurred' || signedOnly === true || large.includes(question.constructor);
};

/** The thread for long queries accepts no more of them now, or has just ended. */
class QuestionsBusy extends LedgerError {
  override readonly name = 'QuestionsBusy';
  readonly kind = 'busy';
  constructor(
    message: string,
    override readonly retryAfter: number,
  ) {
    super(message);
  }
}

interface Waiting {
  readonly resolve: (answer: SerialisedAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Executes queries: long ones in a separate thread that has its own connections, the others in this thread. */
export class Questions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Questions');
  private readonly waiting = new Map<number, Waiting>();
  private reader?: Worker;
  private stopping = false;
  private last = 0;

  constructor(
    private readonly queries: QueryBus,
    /** The settings with which the thread opens the ledger; without them every query runs in this thread. */
    private readonly settings: Settings | undefined,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings) this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.reader?.terminate();
  }

  /** @throws QuestionsBusy  too many long queries are waiting already */
  execute<T>(question: Query<T>): Promise<T | SerialisedAnswer> {
    if (!this.settings || !isLong(question)) return this.queries.execute(question);
    if (this.waiting.size >= MAX_WAITING) throw new QuestionsBusy(`${MAX_WAITING} long questions wait already`, 1);
    const id = (this.last += 1);
    const asked: Question = { id, kind: question.constructor.name, fields: { ...question }, by: requestContext() };
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.reader!.postMessage(asked);
    });
  }

  private start(): void {
    this.reader = new Worker(new URL('./reader.js', import.meta.url), { workerData: this.settings });
    this.reader.on('message', (reply: Reply) => this.hear(reply));
    this.reader.on('error', (error) => this.log.error('The thread of long questions failed', (error as Error).stack));
    this.reader.on('exit', () => {
      for (const { reject } of this.waiting.values())
        reject(new QuestionsBusy('The thread of long questions ended', 5));
      this.waiting.clear();
      if (!this.stopping) setTimeout(() => !this.stopping && this.start(), RESTART_MS).unref();
    });
  }

  private hear(reply: Reply): void {
    const { resolve, reject } = this.waiting.get(reply.id)!;
    this.waiting.delete(reply.id);
    if ('error' in reply) reject(errorFromData(reply.error));
    else resolve(new SerialisedAnswer(reply.json, reply.position, reply.next));
  }
}
