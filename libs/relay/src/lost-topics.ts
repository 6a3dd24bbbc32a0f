import { NeedsHuman, type RelayCheckpoint } from './relay-checkpoint.js';
import type { TopicNames } from './topic-names.js';
import type { Publisher } from './topics.js';

/**
 * Detects a deleted topic. The relay creates such a topic again, empty, and an empty topic looks as if nothing had been
 * published yet; only the other topics show the loss. The checkpoint is always written before the first event, so
 * records without a checkpoint mean that the checkpoint was lost.
 *
 * @throws NeedsHuman
 */
export const refuseLostTopics = (
  checkpoint: RelayCheckpoint | undefined,
  names: TopicNames,
  { wasWritten }: Pick<Publisher<RelayCheckpoint>, 'wasWritten'>,
): void => {
  const { events, statuses, checkpoints } = names;
  const left = [events, statuses].filter(wasWritten);
  if (!checkpoint && left.length > 0)
    throw new NeedsHuman(
      `Topic ${checkpoints} does not say how far the relay came, though ${left.join(' and ')} hold what it published: the ` +
        'place is lost, and everything would be published a second time. Restore that topic; or publish under another ' +
        'prefix, from the start.',
      'the topics do not say any more how far they were written',
    );
  const expected = [
    ...(checkpoint && Object.keys(checkpoint.lastIn).length > 0 ? [events] : []),
    ...(checkpoint?.hasStatuses ? [statuses] : []),
  ];
  const lost = expected.filter((topic) => !left.includes(topic));
  if (lost.length > 0)
    throw new NeedsHuman(
      `Nothing was ever written to ${lost.join(' and ')}, though the relay had published up to position ${checkpoint!.position}: ` +
        'what was there is lost, and readers would miss it. Restore it; or publish under another prefix, from the start.',
      'a topic was lost that had been written to',
    );
};
