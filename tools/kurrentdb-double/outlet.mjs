import { withStructuredId } from './record.mjs';

/**
 * The answer to one read, written at the reader's pace: whoever reads slowly is waited for, and costs no memory.
 *
 * @param structuredIds  whether the reader wants ids as two numbers
 */
export const outlet = (call, faults, structuredIds) => {
  let ended = false;
  let wake = () => {};
  const end = (error) => {
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
  const until = (arrange) =>
    new Promise((resolve) => {
      wake = resolve;
      if (ended) resolve();
      else arrange(resolve);
    });

  return {
    end,
    /** @returns whether anybody still reads */
    async write(message) {
      if (ended) return false;
      if (!call.write(message)) await until((resolve) => call.once('drain', resolve));
      return !ended;
    },
    record(record) {
      return this.write(structuredIds ? withStructuredId(record) : record.bytes);
    },
    async idle(arrange) {
      let forget = () => {};
      await until((resolve) => (forget = arrange(resolve)));
      forget();
      return !ended;
    },
  };
};
