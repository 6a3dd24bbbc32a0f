import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { lastValueFrom, type Observable } from 'rxjs';
import { redrive, subscribe, type AnyCloudEvent, type SubscribeOptions, type Subscription } from '@jwg/subscriber';

/**
 * The ledger as a transport of NestJS: each event goes to the methods with `@EventPattern('DecisionTaken')`, the name of
 * its type, or with `@EventPattern('*')` where its type has none. When a method fails, the event comes again.
 */
export class JwgLedger extends Server implements CustomTransportStrategy {
  /** Nest hands the error of a method over, instead of writing it to its log alone. */
  override readonly propagatesEventHandlerErrors = true;
  #subscription: Subscription | undefined;

  constructor(private readonly options: Omit<SubscribeOptions, 'on'>) {
    super();
  }

  listen(listening: (error?: unknown) => void): void {
    const begin = async () => {
      this.#subscription = await subscribe(this.#all());
      this.#subscription.done.catch((error: Error) => void this.logger.error(`It ended: ${error.message}`));
    };
    begin().then(
      () => void listening(),
      (error: unknown) => void listening(error),
    );
  }

  async close(): Promise<void> {
    await this.#subscription?.stop();
  }

  /** Sends what was put aside to the same methods again. */
  redrive = (): Promise<number> => redrive(this.#all());

  /** For a health indicator. */
  health = () => this.#subscription?.health();

  on(): never {
    throw new Error('There are no events of the transport itself; ask health()');
  }

  unwrap<T>(): T {
    return this.#subscription as T;
  }

  #all(): SubscribeOptions {
    const on = Object.fromEntries(
      [...this.messageHandlers].map(([type, first]) => [type, (event: AnyCloudEvent) => callEach(first, event)]),
    );
    return { onError: (error) => void this.logger.warn((error as Error).message), ...this.options, on };
  }
}

/** Several methods may have the same pattern: Nest chains them. */
const callEach = async (first: MessageHandler, event: AnyCloudEvent) => {
  for (let method: MessageHandler | undefined = first; method; method = method.next as MessageHandler | undefined) {
    const answer = (await method(event, {})) as Observable<unknown> | undefined;
    if (typeof answer?.subscribe !== 'function') continue;
    await lastValueFrom(answer, { defaultValue: undefined }).catch(({ message }: Error) => {
      throw new Error(message); // an exception filter of Nest throws a plain object
    });
  }
};
