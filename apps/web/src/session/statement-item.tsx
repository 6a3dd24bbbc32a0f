import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { CommitmentSummary, SaidStatement, SessionRecord } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { Side } from '../marks/side.js';
import { SourceLine } from '../marks/source-line.js';
import { isWordsOnly, markOfStatement } from '../words/event-marks.js';
import { lastPart } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { statementVerbs } from '../words/statement-verbs.js';
import { speakerOf, useWho } from '../words/who.js';
import { CorrectedFields } from './corrected-fields.js';
import { LedTo } from './led-to.js';
import { Standing } from './standing.js';
import { StatementTexts } from './statement-texts.js';

interface ItemProps {
  readonly of: SaidStatement;
  readonly session: SessionRecord;
  readonly commitments: ReadonlyMap<string, CommitmentSummary>;
  readonly names: Names;
  /** The address names it. */
  readonly here: boolean;
}

export const StatementItem = ({ of, session, commitments, names, here }: ItemProps) => {
  const { _ } = useLingui();
  const who = useWho(names);
  const mark = markOfStatement(of.type, of.about[0]?.did);
  const side = of.speaker.kind === 'joint' ? undefined : of.speaker.side;
  const changes = of.class === 'operative' && of.annulled === undefined;
  return (
    <li id={lastPart(of.id)} tabIndex={-1} className={`${changes ? 'op' : 'soft'}${here ? ' here' : ''}`}>
      <div className="n">
        <a href={`#${lastPart(of.id)}`}>{lastPart(of.id)}</a>
        {of.paragraph !== undefined && <small>§ {of.paragraph}</small>}
      </div>
      <div>
        <p className="v">
          <Mark name={mark} />
          <span>
            {side !== undefined && <Side side={side} name={names.side(side)} />} {who(speakerOf(of.speaker))}
          </span>
          {of.verb === undefined ? (
            <b>{_(statementVerbs[of.type])}</b>
          ) : (
            <b lang={of.verb.language} className="record">
              {of.verb.word}
            </b>
          )}
        </p>
        <StatementTexts of={of} />
        <LedTo of={of} forum={session.forum} commitments={commitments} wordsOnly={isWordsOnly(of.type)} />
        <CorrectedFields of={of.corrections} />
        {of.annulled !== undefined && (
          <div className="right">
            <p>
              <b>
                <Trans>Annulled: it does not count.</Trans>
              </b>{' '}
              <bdi>{of.annulled.reason}</bdi>
            </p>
            <SourceLine of={of.annulled} />
          </div>
        )}
      </div>
      <div className="m">
        <Standing of={of} session={session} names={names} />
        <SourceLine of={of} />
        {of.furtherSources.map((it) => (
          <div key={it.eventId}>
            <SourceLine of={it} />
            {it.differs !== undefined && (
              <p className="src">
                <Trans>
                  It says otherwise: <bdi>{it.differs}</bdi>
                </Trans>
              </p>
            )}
          </div>
        ))}
      </div>
    </li>
  );
};
