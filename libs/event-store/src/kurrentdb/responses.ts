import { convertToCommandError } from '@kurrent/kurrentdb-client';
import { orLate } from './waiting.js';

/** A call's answer, as gRPC gives it. */
interface Answering<T> {
  read(): T | null;
  on(event: string, listener: (error: Error) => void): unknown;
  destroy(): unknown;
  cancel(): void;
}

/**
 * The messages of an answer, with a limit to the silence between them. It takes all that has arrived before it waits,
 * so that an event of a long read costs no timer. The call is ended however the reading ends.
 *
 * @throws the client's error, or `silence()` when nothing arrived for `ms` milliseconds
 */
export async function* responses<T>(answer: Answering<T>, ms: number, silence: () => Error): AsyncGenerator<T> {
  let wake = () => {};
  let ended = false;
  let failure: Error | undefined;
  answer.on('readable', () => wake());
  answer.on('end', () => ((ended = true), wake()));
  answer.on('error', (error) => ((failure ??= error), wake()));
  try {
    for (;;) {
      for (let message = answer.read(); message !== null; message = answer.read()) yield message;
      if (failure) throw convertToCommandError(failure);
      if (ended) return;
      const stirred = new Promise<void>((resolve) => (wake = resolve));
      if ((await orLate(stirred, ms)) === 'late') throw silence();
    }
  } finally {
    // Destroyed first: the client would take the end of a call that we cancel for a reason to connect anew.
    answer.destroy();
    if (!ended) answer.cancel();
  }
}
