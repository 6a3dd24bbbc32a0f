import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { SessionRecord } from '../api/types.gen.js';
import { Side } from '../marks/side.js';
import { dateWords } from '../words/dates.js';
import { modeWords } from '../words/mode-words.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';

/** Under the heading: when, how, where, and who was in the chair. */
export const SessionFacts = ({ of, names }: { of: SessionRecord; names: Names }) => {
  const { _ } = useLingui();
  const host = of.hostSide === undefined ? undefined : textIn(names.side(of.hostSide)).words;
  const until = of.concludedOn === of.openedOn ? undefined : of.concludedOn;
  return (
    <>
      <p className="row s">
        {of.openedOn !== undefined && (
          <span>
            {until === undefined ? (
              dateWords(of.openedOn)
            ) : (
              <Trans>
                {dateWords(of.openedOn)} to {dateWords(until)}
              </Trans>
            )}
          </span>
        )}
        <span>{_(modeWords[of.mode])}</span>
        {host !== undefined && (
          <span>
            <Trans>hosted by {host}</Trans>
          </span>
        )}
        {of.venue !== undefined && <bdi>{of.venue}</bdi>}
        {of.label === 'special' && (
          <span>
            <Trans>special session</Trans>
          </span>
        )}
        {of.alsoServes.map((forum) => (
          <span key={forum}>
            <Trans>
              one sitting with{' '}
              <Link to="/forums/$forum" params={{ forum }}>
                {textIn(names.forum(forum)).words}
              </Link>
            </Trans>
            {of.numbers?.[forum] !== undefined && (
              <>
                {' '}
                <Trans>(its session {of.numbers[forum]})</Trans>
              </>
            )}
          </span>
        ))}
      </p>
      <p>
        {of.coChairs.length === 0 ? (
          <Trans>Co-chairs: not recorded.</Trans>
        ) : (
          <>
            <Trans>Co-chairs:</Trans>{' '}
            {of.coChairs.map(({ side, name, office }) => (
              <span key={`${side} ${name}`} className="line">
                <Side side={side} name={names.side(side)} />{' '}
                <bdi>
                  {name}, {office}
                </bdi>
              </span>
            ))}
          </>
        )}
      </p>
    </>
  );
};
