import { describe, expect, it } from '@jest/globals';
import { fold } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import { context, recorder, sample, samples, stored, uuid } from '../samples.js';
import { inEffect, signedByPK, spoken } from '../testing/sittings.js';
import type { AdditionCommand } from './additions.js';
import { session, type SessionCommand } from './decide.js';
import type { SessionEvent } from './events.js';

const decision = 'cpec-jwg-st.2.s8';
const facing = (life: readonly SessionEvent[]) =>
  context(recorder, { history: life.map((event, n) => stored(event, 'session-cpec-jwg-st.2', n)) });
const placeOf = (life: readonly SessionEvent[], type: SessionEvent['type']) =>
  uuid(life.findIndex((it) => it.type === type) + 1);
const eventId = placeOf(spoken, 'DecisionTaken');
const { text } = samples.TextAdded;
const { source } = samples.SourceAdded;
const addText = (words: Record<string, string> = text): AdditionCommand => ({
  type: 'AddText',
  data: { statementId: decision, text: words },
});
const addSource = (more: object = {}): AdditionCommand => ({
  type: 'AddSource',
  data: { to: decision, source, ...more },
});
const textAdded = sample('TextAdded', { eventId });
const sourceAdded = sample('SourceAdded', { eventId, differs: undefined });
const after = (life: readonly SessionEvent[], command: SessionCommand) =>
  given(session, ...life).when(command, facing(life));

describe('A further text', () => {
  it.each([
    ['before anybody signed', spoken],
    ['between the signatures', signedByPK],
    ['after both signed', inEffect],
  ])('is added to a statement %s', (_, life) => after(life, addText()).then(textAdded));

  it('leaves signatures and drafts as they are, because nothing that was signed has changed', () => {
    const before = fold(session, signedByPK);
    expect(session.evolve(before, textAdded)).toEqual(before);
  });

  it('is added once, and only what is new of it', () => {
    after([...spoken, textAdded], addText()).thenNothing();
    after([...spoken, textAdded], addText({ ...text, ur: 'مثال' })).then({
      type: 'TextAdded',
      data: { eventId, statementId: decision, text: { ur: 'مثال' } },
    });
  });

  it('does not replace what is there in that language', () => {
    after(spoken, addText({ en: 'Something else' })).thenRefused('TEXT_EXISTS');
    after([...spoken, textAdded], addText({ zh: '不同' })).thenRefused('TEXT_EXISTS');
  });

  it('can be annulled, also after both signed, and then be added otherwise', () => {
    const life = [...inEffect, textAdded];
    const annulled = sample('AdditionAnnulled', { eventId: uuid(life.length), of: eventId, reason: 'Of another one' });
    const annul: SessionCommand = {
      type: 'AnnulRecord',
      data: { eventId: uuid(life.length), reason: 'Of another one' },
    };
    after(life, annul).then(annulled);
    after([...life, annulled], annul).thenNothing();
    after([...life, annulled], addText({ zh: '不同' })).then(sample('TextAdded', { eventId, text: { zh: '不同' } }));
  });
});

describe('A further source', () => {
  it('stands beside the first, and may say otherwise', () => {
    after(spoken, addSource()).then(sourceAdded);
    after(inEffect, addSource({ differs: 'It met a day later.' })).then(
      sample('SourceAdded', { eventId, differs: 'It met a day later.' }),
    );
  });

  it('is added to anything that happened in the session', () => {
    const opening = placeOf(spoken, 'SessionOpened');
    after(spoken, addSource({ to: opening })).then({ type: 'SourceAdded', data: { eventId: opening, source } });
  });

  it('is named once', () => {
    after([...spoken, sourceAdded], addSource()).thenNothing();
    const { source: first } = stored(textAdded, 'session-cpec-jwg-st.2').metadata;
    after(spoken, addSource({ source: first })).thenNothing();
  });

  it.each([
    ['a statement that was not made', 'cpec-jwg-st.2.s99', 'UNKNOWN_STATEMENT'],
    ['an unknown event', uuid(99), 'UNKNOWN_EVENT'],
    ['an addition', uuid(spoken.length + 1), 'UNKNOWN_EVENT'],
  ])('is not added to %s', (_, to, code) => after([...spoken, textAdded], addSource({ to })).thenRefused(code));

  it('is not added to what was annulled', () =>
    after([...spoken, sample('RecordAnnulled', { eventId, statementId: decision })], addSource()).thenRefused(
      'STATEMENT_ANNULLED',
    ));
});
