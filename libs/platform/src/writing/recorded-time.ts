import type { EventStore } from '@jwg/event-sourcing';

/**
 * The time at which events are recorded. It never goes back, though the clock may: an answer as of a later moment must
 * not tell less. After the clock stepped back, events are recorded at the latest time so far until it has caught up.
 */
export class RecordedTime {
  private latest: string | undefined;

  constructor(
    private readonly store: Pick<EventStore, 'last'>,
    private readonly clock: () => Date,
  ) {}

  /** @param last  of the stream that is written to; another process may have recorded its last event */
  async now(last = ''): Promise<string> {
    this.latest ??= (await this.store.last())?.recordedAt ?? '';
    for (const time of [last, this.clock().toISOString()]) if (time > this.latest) this.latest = time;
    return this.latest;
  }
}
