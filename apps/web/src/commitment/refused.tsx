import { Trans } from '@lingui/react/macro';
import type { ReasonOfRefusal } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { StatusName } from '../marks/status.js';
import { Chain, type Telling } from './chain.js';

/** What a session said, what the rules held against it, the way out, and how it stood then. */
export const Refused = ({ of, telling }: { of: ReasonOfRefusal; telling: Telling }) => {
  const id = `refused-${of.event?.position}`;
  return (
    <section className="card reason" aria-labelledby={id}>
      <h3 id={id}>
        <Mark name="refused" /> <Trans>What the rules held against it</Trans>
      </h3>
      <p className="is" lang="en" dir="ltr">
        {of.detail} <bdi className="code small">{of.code}</bdi>
      </p>
      {of.wayOut !== undefined && (
        <p>
          <b>
            <Trans>The way out</Trans>
          </b>{' '}
          <bdi lang="en">{of.wayOut}</bdi>
        </p>
      )}
      <Chain of={of} telling={telling} />
      <h4>
        <Trans>How it stood then</Trans>: <StatusName status={of.status} />
      </h4>
      {of.stood.map((it, n) => (
        <Chain key={it.event?.eventId ?? n} of={it} telling={telling} />
      ))}
    </section>
  );
};
