import { readChanges } from './changes-stream.js';
import type { Told } from './changes.js';

/**
 * One stream for a browser, however many tabs it has: the tab that holds the lock reads it and tells the others. When that
 * tab is closed, the next one reads on.
 */
export const followChanges = (take: (told: Told) => void): (() => void) => {
  const stop = new AbortController();
  const channel = new BroadcastChannel('jwg-changes');
  let last: Told | undefined;
  channel.onmessage = ({ data }: MessageEvent<Told | 'how?'>) => {
    if (data !== 'how?') take(data);
    else if (last) channel.postMessage(last); // a new tab asks how the line stands
  };
  channel.postMessage('how?');
  const lead = () =>
    readChanges((told) => {
      if ('liveness' in told) last = told;
      channel.postMessage(told);
      take(told);
    }, stop.signal);
  // Where there are no locks (plain http from another machine), each tab reads for itself.
  const leading = 'locks' in navigator ? navigator.locks.request('jwg-changes', { signal: stop.signal }, lead) : lead();
  leading.catch(() => {}); // stopped while it waited for the lock
  return () => {
    stop.abort();
    channel.close();
  };
};
