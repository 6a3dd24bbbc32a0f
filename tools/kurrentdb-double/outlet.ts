import type { Faults } from './faults.ts';
import type { grpc, Streams } from './protocol.ts';
import { withStructuredId, type LogRecord } from './record.ts';

export type ReadCall = grpc.ServerWritableStream<Streams.ReadReq, Streams.ReadResp | Buffer>;

export interface Outlet {
  /** Ends the answer, with an error if given. */
  end(error?: Error): void;
  /** Resolves to whether the reader is still connected. */
  write(message: Streams.ReadResp | Buffer): Promise<boolean>;
  record(record: LogRecord): Promise<boolean>;
  /** Waits until it is woken or the reader leaves. `arrange` registers the wake-up and returns how to cancel it. */
  idle(arrange: (wake: () => void) => () => void): Promise<boolean>;
}

/**
 * The answer to one read, written at the reader's pace, so that a slow reader costs no memory.
 *
 * @param structuredIds  whether the reader wants ids as two numbers
 */
export const outlet = (call: ReadCall, faults: Faults, structuredIds: boolean): Outlet => {
  let ended = false;
  let wake = () => {};
  const end = (error?: Error) => {
    if (ended) return;
    ended = true;
    faults.openReads.delete(end);
    if (error) call.emit('error', error);
    else call.end();
    wake();
  };
  const gone = () => {
    ended = true;
    faults.openReads.delete(end);
    wake();
  };
  faults.openReads.add(end);
  for (const event of ['cancelled', 'close', 'error']) call.on(event, gone);
  const until = (arrange: (wake: () => void) => void) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (ended) resolve();
      else arrange(resolve);
    });

  const write = async (message: Streams.ReadResp | Buffer) => {
    if (ended) return false;
    if (!call.write(message)) await until((resolve) => call.once('drain', resolve));
    return !ended;
  };

  return {
    end,
    write,
    record: (record) => write(structuredIds ? withStructuredId(record) : record.bytes),
    async idle(arrange) {
      let forget = () => {};
      await until((resolve) => (forget = arrange(resolve)));
      forget();
      return !ended;
    },
  };
};
