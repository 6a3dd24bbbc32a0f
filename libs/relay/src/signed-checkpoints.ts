import type { Leadership } from './leadership.js';
import type { RelayCheckpoint } from './relay-checkpoint.js';

/** A checkpoint of the ledger's log as it is signed: a note of plain text. */
export interface SignedCheckpoint {
  /** The log's name. */
  readonly origin: string;
  readonly note: string;
}

/** What is signed now: the latest, and what others have co-signed. */
export type Signed = () => Promise<readonly SignedCheckpoint[]>;

const EVERY_MS = 1_000;

/**
 * Publishes signed checkpoints beside the events, by the relay that leads: what is new, at most once a second. One may come twice,
 * after another relay has taken over; one that was followed within the second may be left out.
 */
export const publishSigned = (
  signed: Signed,
  topic: string,
  led: Pick<Leadership<RelayCheckpoint>, 'current' | 'publishBeside'>,
): { start(): void; stop(): void } => {
  let timer: NodeJS.Timeout | undefined;
  let published: readonly string[] = [];
  let isBusy = false;

  const publish = async (): Promise<void> => {
    const { publisher } = led.current!;
    const all = await signed();
    const fresh = all.filter(({ note }) => !published.includes(note));
    if (fresh.length === 0) return;
    await led.publishBeside(
      fresh.map(({ origin, note }) => ({
        topic,
        partition: publisher.partitionOf(topic, origin),
        key: origin,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        value: note,
      })),
    );
    published = all.map(({ note }) => note);
  };
  const look = (): void => {
    if (isBusy || !led.current) return;
    isBusy = true;
    publish()
      .catch(() => {}) // the notary's health tells why nothing is signed, the relay's why nothing is published
      .finally(() => (isBusy = false));
  };
  return {
    start: () => void (timer ??= setInterval(look, EVERY_MS).unref()),
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
};
