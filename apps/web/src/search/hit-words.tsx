import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui as useI18n } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { FoundKind, SearchHit, Snippet } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { eventNames } from '../words/event-names.js';
import { lastPart, ordinalIn } from '../words/ids.js';
import { directionOf } from '../words/language.js';
import { textIn } from '../words/text.js';
import { piecesOf } from './found.js';

export const kindHeadings: Readonly<Record<FoundKind, MessageDescriptor>> = {
  commitment: msg`Commitments`,
  session: msg`Sessions`,
  statement: msg`What was said`,
  forum: msg`Forums`,
  institution: msg`Institutions`,
};

/** One thing that was found: what it is called, the words that were looked for, and what happened when. */
export const HitWords = ({ of: hit }: { of: SearchHit }) => {
  const { _ } = useI18n();
  const name = hit.title && textIn(hit.title);
  const own = hit.snippets.find(({ text, language }) => text === name?.words && (language ?? name.lang) === name.lang);
  const ids = hit.snippets.filter(({ text }) => text === hit.id);
  return (
    <>
      <span className="hit-name">
        {name ? <Marked of={own ?? { text: name.words, language: name.lang, marks: [] }} /> : <Number of={hit} />}
      </span>
      {hit.snippets
        .filter((it) => it !== own && !ids.includes(it))
        .map((it, n) => (
          <span key={n} className="hit-text record">
            {it.begins && '… '}
            <Marked of={it} />
            {it.ends && ' …'}
          </span>
        ))}
      <span className="hit-when">
        {ids[0] ? <Marked of={ids[0]} /> : <bdi>{hit.id}</bdi>} · <span>{_(eventNames[hit.type])}</span> ·{' '}
        <span>{dateWords(hit.on)}</span>
      </span>
    </>
  );
};

/** Sessions and statements have no names of their own. */
const Number = ({ of: { kind, id } }: { of: SearchHit }) => {
  if (kind === 'session') return <Trans>Session {ordinalIn(id)}</Trans>;
  if (kind === 'statement')
    return (
      <Trans>
        Statement {lastPart(id)} in session {ordinalIn(id)}
      </Trans>
    );
  return <bdi>{id}</bdi>;
};

const Marked = ({ of }: { of: Pick<Snippet, 'text' | 'marks' | 'language'> }) => (
  <span
    // Of a text whose language is not recorded the language of the page says nothing.
    lang={of.language ?? ''}
    dir={of.language === undefined ? 'auto' : directionOf(of.language)}
  >
    {piecesOf(of).map(({ text, found }, n) => (found ? <mark key={n}>{text}</mark> : <span key={n}>{text}</span>))}
  </span>
);
