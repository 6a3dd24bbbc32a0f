import { useLingui as useI18n } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { statementQuery } from '../api/queries.js';
import type { WhatTheSessionDid } from '../api/types.gen.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Mark } from '../marks/mark.js';
import { SourceLine } from '../marks/source-line.js';
import type { Moment } from '../moment/moment.js';
import { didWords, wordsOnly } from '../words/did-words.js';
import { lastPart, sessionIn } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';
import { directionOf } from '../words/language.js';
import { speakerOf, useWho } from '../words/who.js';

interface SaidProps {
  readonly word: WhatTheSessionDid;
  readonly statement: string | undefined;
  readonly names: Names;
  readonly moment: Moment;
}

/** One thing that a session did: who said it, in which words, and where that is written. */
export const SaidThere = ({ word, statement: id, names, moment }: SaidProps) => {
  const { _ } = useI18n();
  const who = useWho(names);
  const number = id === undefined ? 0 : Number(lastPart(id).slice(1));
  const { data, error, isLoading } = useQuery({
    ...statementQuery(id === undefined ? '' : sessionIn(id), number, moment),
    enabled: id !== undefined,
  });
  const said = data?.statements.find((it) => it.id === id);
  const text = said && textIn(said.text);
  const short = id === undefined ? '' : lastPart(id);
  const speaker = said && who(speakerOf(said.speaker));
  return (
    <div className="said" aria-busy={isLoading}>
      <p className="row">
        <span className={wordsOnly.has(word) ? 'act words' : 'act'}>
          <Mark name={word} />
          <span>{_(didWords[word])}</span>
        </span>
        {speaker !== undefined && (
          <span className="quiet">
            <Trans>
              {speaker}, statement {short}
            </Trans>
          </span>
        )}
      </p>
      {isLoading && (
        <p className="faint">
          <Trans>Reading …</Trans>
        </p>
      )}
      {error && <ProblemNotice error={error} />}
      {text && (
        <blockquote className="q record" lang={text.lang} dir={directionOf(text.lang)}>
          {text.words}
        </blockquote>
      )}
      {wordsOnly.has(word) && (
        <p className="quiet">
          <Trans>Words only: it changes nothing.</Trans>
        </p>
      )}
      {said && <SourceLine of={said} />}
    </div>
  );
};
