import { useQuery } from '@tanstack/react-query';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { wholeTimelineQuery } from '../api/queries.js';
import { dateWords } from '../words/dates.js';
import { eventNames } from '../words/event-names.js';

interface ChangesProps {
  readonly of?: 'commitments' | 'sessions';
  readonly id: string;
  /** The ETag of what the writer saw; it begins with the revision. */
  readonly ifMatch: string | undefined;
}

/** The revision that an ETag names; -1: none. */
export const revisionIn = (etag: string | undefined): number => Number(/^(?:W\/)?"(\d+)/.exec(etag ?? '')?.[1] ?? -1);

/** What was recorded of it since its writer read it, and by whom. */
export const Changes = ({ of = 'commitments', id, ifMatch }: ChangesProps) => {
  const { _ } = useLingui();
  const { data } = useQuery(wholeTimelineQuery(of, id, {}));
  const seen = revisionIn(ifMatch);
  const since = data?.entries.filter((it) => it.stream === `${of.slice(0, -1)}-${id}` && it.revision > seen) ?? [];
  if (since.length === 0) return null;
  return (
    <>
      <p>
        <Trans>Since you began to write:</Trans>
      </p>
      <ul className="changes">
        {since.map(({ eventId, type, side, actor, occurredAt }) => (
          <li key={eventId}>
            <b>{_(eventNames[type])}</b>, {dateWords(occurredAt.value)} ·{' '}
            <bdi>{[actor.id, side].filter(Boolean).join(', ')}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
};
