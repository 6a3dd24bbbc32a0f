import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Mark } from '../marks/mark.js';
import { notProvedWords, wrongWords } from './proof-words.js';
import type { Verified } from './verify-here.js';

const MOST_WRONG = 10;

/** What was checked, or what is wrong; and what could not be proved. */
export const ProofReport = ({ of }: { of: Verified }) => {
  const { _ } = useLingui();
  const notProved = [...new Set(of.notProved.map(({ code }) => code))];
  return (
    <>
      {of.wrong.length === 0 ? <Checked of={of} /> : <Wrong of={of.wrong} />}
      {notProved.length > 0 && (
        <>
          <h3>
            <Trans>Not proved</Trans>
          </h3>
          <ul className="told">
            {notProved.map((code) => (
              <Line key={code} mark="info">
                {notProvedWords[code] ? _(notProvedWords[code]) : code}
              </Line>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

const Checked = ({ of: { events, upTo, checkpoint, streams } }: { of: Verified }) => {
  const last = upTo - 1;
  const size = checkpoint?.size ?? 0;
  return (
    <>
      <ul className="told">
        <Line mark="check">
          <Plural
            value={events}
            one={`# event, as far as position ${last}: it is as it was when this ledger signed it.`}
            other={`# events, as far as position ${last}: each is as it was when this ledger signed it.`}
          />
        </Line>
        <Line mark="check">
          <Trans>The checkpoint over the ledger’s first {size} events is signed by the key below.</Trans>
        </Line>
        {streams.map(({ stream, events: count, completeTo }) => (
          <Line key={stream} mark="check">
            <bdi className="code">{stream}</bdi>{' '}
            <Plural
              value={count}
              one={`# event; none that all may see is missing before position ${completeTo}.`}
              other={`# events; none that all may see is missing before position ${completeTo}.`}
            />
          </Line>
        ))}
      </ul>
      <p className="digest">
        <bdi>{checkpoint?.key}</bdi>
      </p>
    </>
  );
};

const Wrong = ({ of }: { of: Verified['wrong'] }) => {
  const { _ } = useLingui();
  return (
    <ul className="told wrong">
      {of.slice(0, MOST_WRONG).map(({ code, position }, place) => (
        <Line key={place} mark="warn">
          {wrongWords[code] ? _(wrongWords[code]) : code}{' '}
          {position !== undefined && (
            <span className="faint">
              <Trans>position {position}</Trans>
            </span>
          )}
        </Line>
      ))}
    </ul>
  );
};

const Line = ({ mark, children }: { mark: string; children: ReactNode }) => (
  <li>
    <Mark name={mark} /> <span>{children}</span>
  </li>
);
