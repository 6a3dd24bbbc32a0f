import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Deed } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { didWords } from '../words/did-words.js';
import { eventNames } from '../words/event-names.js';
import type { Names } from '../words/names.js';
import { Words } from '../words/text.js';

interface DeedsProps {
  readonly of: readonly Deed[];
  readonly commitment: string;
  readonly names: Names;
}

/** What somebody did, each with its place in the history of the commitment. */
export const Deeds = ({ of, commitment, names }: DeedsProps) => {
  const { _ } = useLingui();
  if (of.length === 0) return <Trans>nothing reported</Trans>;
  return (
    <ul>
      {of.map(({ position, type, on, by, words, percent }) => (
        <li key={position}>
          <span className="num">{dateWords(on, 'short')}</span>{' '}
          <Link to="/commitments/$commitment" params={{ commitment }} hash={`p${position}`}>
            {namedBy(_, eventNames, type)}
          </Link>
          {percent !== undefined && <span className="num">, {percent} %</span>}
          {by !== undefined && (
            <span className="small quiet">
              {' · '}
              <Words of={names.sides.includes(by) ? names.side(by) : names.institution(by).name} />
            </span>
          )}
          {words !== undefined && (
            <div className="record small" lang="" dir="auto">
              {words}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
};

type Say = (words: MessageDescriptor) => string;

/** The words of a name that the answer knows as a text alone; one without words is shown as it is. */
const namedBy = (_: Say, words: Readonly<Partial<Record<string, MessageDescriptor>>>, name: string): string =>
  words[name] ? _(words[name]) : name;

export const saidWords = (_: Say, did: string): string => namedBy(_, didWords, did);
