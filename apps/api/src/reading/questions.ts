import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Query, QueryBus } from '@nestjs/cqrs';
import { requestContext, errorFromData, productFolder, WithinBytes, type Settings } from '@jwg/platform';
import { keyOf, type MadeAnswer } from './kept-answers.js';
import { isKept, isLong } from './long-questions.js';
import { QuestionsBusy } from './questions-busy.js';
import type { NotOpened, Question, Reply } from './reader.js';
import { SerialisedAnswer } from './serialised-answer.js';

const THREAD = join(productFolder, 'dist/apps/api/src/reading/reader.js');
export const MAX_WAITING = 100;
/** Bytes of answers that are at hand here, at most: the thread need not send again what has not changed. */
const AT_HAND = 32 * 1024 * 1024;
/** Nobody may take the places of all others. */
export const MAX_WAITING_OF_ONE = 20;
const RESTART_MS = 1_000;
/** Milliseconds after which a thread that answers nothing, though it is asked, is ended and begun again. */
export const SILENT_MS = 120_000;

interface Waiting {
  readonly actor: string;
  /** The name of the question, if its answer is kept. */
  readonly key: string | undefined;
  /** Its answer of the last time. */
  readonly had: SerialisedAnswer | undefined;
  readonly resolve: (answer: SerialisedAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Executes queries: long ones in a separate thread that has its own connections, the others in this thread. */
export class Questions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Questions');
  private readonly waiting = new Map<number, Waiting>();
  private readonly atHand = new WithinBytes<SerialisedAnswer>(AT_HAND);
  /** Missing between the end of one thread and the beginning of the next. */
  private reader?: Worker;
  private silence?: NodeJS.Timeout;
  /** Why the last thread could not open the ledger, for example since PostgreSQL is away. */
  private notOpened?: Error;
  private stopping = false;
  private last = 0;

  constructor(
    private readonly queries: QueryBus,
    /** The settings with which the thread opens the ledger; without them every query runs in this thread. */
    private readonly settings: Settings | undefined,
    private readonly silentMs = SILENT_MS,
    private readonly newThread = () => new Worker(THREAD, { workerData: settings }),
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings) this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.reader?.terminate();
  }

  /**
   * @throws QuestionsBusy  too many long queries are waiting already, or there is no thread for them now
   * @throws LedgerError  of a query, or of a thread that cannot open the ledger
   */
  execute<T>(question: Query<T>): Promise<T | SerialisedAnswer> {
    if (!this.settings || !isLong(question)) return this.queries.execute(question);
    const { reader } = this;
    if (!reader) throw this.notOpened ?? new QuestionsBusy('The thread of long questions is being started', 2);
    const by = requestContext();
    const actor = by.actor.id;
    this.requirePlace(actor);
    const id = (this.last += 1);
    const [kind, fields] = [question.constructor.name, { ...question }];
    const key = isKept(question) ? keyOf(kind, fields, by) : undefined;
    const had = key === undefined ? undefined : this.atHand.get(key);
    const asked: Question = { id, kind, fields, by, has: had?.digest };
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { actor, key, had, resolve, reject });
      this.silence ??= this.endWhenSilent(reader);
      reader.postMessage(asked);
    });
  }

  private requirePlace(actor: string): void {
    if (this.waiting.size >= MAX_WAITING) throw new QuestionsBusy(`${MAX_WAITING} long questions wait already`, 1);
    const own = [...this.waiting.values()].filter((it) => it.actor === actor).length;
    if (own < MAX_WAITING_OF_ONE) return;
    throw new QuestionsBusy(`${MAX_WAITING_OF_ONE} long questions of yours wait already`, 1);
  }

  private endWhenSilent(reader: Worker): NodeJS.Timeout {
    const end = () => {
      this.log.error(`The thread of long questions has not answered for ${this.silentMs} ms and is ended`);
      void reader.terminate();
    };
    return setTimeout(end, this.silentMs).unref();
  }

  private start(): void {
    const before = this.notOpened?.message;
    this.notOpened = undefined;
    this.reader = this.newThread();
    this.reader.on('message', (said: Reply | NotOpened) => {
      if (!('notOpened' in said)) return this.hear(said);
      this.notOpened = errorFromData(said.notOpened);
      if (this.notOpened.message !== before) this.log.warn(`No thread of long questions: ${this.notOpened.message}`);
    });
    this.reader.on('error', (error) => this.log.error('The thread of long questions failed', (error as Error).stack));
    this.reader.on('exit', () => {
      this.reader = undefined;
      this.hush();
      const why = this.notOpened ?? new QuestionsBusy('The thread of long questions ended', 5);
      for (const { reject } of this.waiting.values()) reject(why);
      this.waiting.clear();
      if (!this.stopping) setTimeout(() => !this.stopping && this.start(), RESTART_MS).unref();
    });
  }

  private hear(reply: Reply): void {
    const { key, had, resolve, reject } = this.waiting.get(reply.id)!;
    this.waiting.delete(reply.id);
    this.hush();
    if (this.waiting.size > 0) this.silence = this.endWhenSilent(this.reader!);
    if ('error' in reply) reject(errorFromData(reply.error));
    else if ('same' in reply) resolve(had!);
    else resolve(this.answerIn(reply, key));
  }

  private answerIn({ json, digest, position, next }: MadeAnswer, key: string | undefined): SerialisedAnswer {
    if (key === undefined) return new SerialisedAnswer(json, position, next, undefined, digest);
    const answer = new SerialisedAnswer(Buffer.from(json), position, next, undefined, digest);
    this.atHand.keep(key, answer, answer.body.length);
    return answer;
  }

  private hush(): void {
    clearTimeout(this.silence);
    this.silence = undefined;
  }
}
