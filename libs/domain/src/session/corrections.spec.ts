import { describe, expect, it } from '@jest/globals';
import { fold, type StoredEvent } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import { context, recorder, secretariat, sample, samples, stored, storedSample } from '../samples.js';
import { concluded, drafted, inEffect, signedByPK, spoken } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';
import type { CommitmentEvent } from '../commitment/events.js';
import { idIn } from '../by-id.js';
import type { OccurredAt } from '../metadata.js';
import type { SessionEvent } from './events.js';

const clerk = context(recorder);
const reason = 'An example of a reason';
const otherDigest = `sha256:${'3b'.repeat(32)}`;
const decision = 'cpec-jwg-st.2.s8';
const proposal = 'cpec-jwg-st.2.s16';
const agreed = sample('UndertakingAgreed', {
  statementId: 'cpec-jwg-st.2.s40', // said after the proposal
  undertakings: samples.ProposalMade.undertakings,
});

describe('The record', () => {
  const { eventId } = samples.RecordCorrected;
  const correct = (changes: object = {}): SessionCommand => ({
    type: 'CorrectRecord',
    data: { eventId, field: 'text', new: { en: 'Corrected' }, reason, ...changes },
  });
  const annul: SessionCommand = { type: 'AnnulRecord', data: { eventId, reason } };
  const about = (original: SessionEvent, ...later: SessionEvent[]) =>
    context(recorder, {
      history: [
        { ...stored(original, 'session-cpec-jwg-st.2'), id: eventId },
        ...later.map((event, n) => stored(event, 'session-cpec-jwg-st.2', n + 1)),
      ],
    });
  const undertakes = sample('DecisionTaken');
  const corrected = (old: unknown, changes: object = {}) =>
    sample('RecordCorrected', { statementId: decision, old, new: { en: 'Corrected' }, reason, ...changes });
  const sessionWide = { statementId: undefined };

  it('is corrected beside the original', () =>
    given(session, ...spoken)
      .when(correct(), about(undertakes))
      .then(corrected(undertakes.data.text)));
  it('is corrected again from what it says now, and not twice to the same', () => {
    const once = corrected(undertakes.data.text);
    given(session, ...spoken, once)
      .when(correct({ new: { en: 'Again' } }), about(undertakes, once))
      .then(corrected({ en: 'Corrected' }, { new: { en: 'Again' } }));
    given(session, ...spoken, once)
      .when(correct(), about(undertakes, once))
      .thenNothing();
  });
  it('is not corrected once it was annulled', () => {
    const annulled = sample('RecordAnnulled', { eventId, statementId: decision });
    given(session, ...spoken, annulled)
      .when(correct(), about(undertakes, annulled))
      .thenRefused('NOT_CORRECTABLE');
  });
  it('can be corrected where a field was empty', () =>
    given(session, ...spoken)
      .when(correct({ field: 'paragraph', new: '7' }), about(undertakes))
      .then(corrected(null, { field: 'paragraph', new: '7' })));
  it('can be corrected in venue, mode, dates, co-chairs and delegations', () => {
    const venue = { field: 'venue', new: 'Islamabad' };
    given(session, ...spoken)
      .when(correct(venue), about(sample('SessionScheduled')))
      .then(corrected(null, { ...venue, ...sessionWide }));
    const delegations = { field: 'delegations', new: [] };
    given(session, ...spoken)
      .when(correct(delegations), about(sample('SessionOpened')))
      .then(corrected(samples.SessionOpened.delegations, { ...delegations, ...sessionWide }));
  });
  it('is corrected only to sides and institutions of the forum', () => {
    const opening = about(sample('SessionOpened'));
    const coChairs = [{ side: 'US', name: 'An example', office: 'An example' }];
    given(session, ...spoken)
      .when(correct({ field: 'coChairs', new: coChairs }), opening)
      .thenRefused('UNKNOWN_SIDE');
    const delegations = [{ side: 'PK', members: ['pk-nobody'] }];
    given(session, ...spoken)
      .when(correct({ field: 'delegations', new: delegations }), opening)
      .thenRefused('UNKNOWN_INSTITUTION');
  });
  it('can have a statement annulled, with the commitments that it alone brought up', () => {
    given(session, ...spoken)
      .when(annul, about(undertakes))
      .then(sample('RecordAnnulled', { reason }));
    given(session, ...spoken, sample('RecordAnnulled'))
      .when(annul, about(undertakes))
      .thenNothing();
  });
  it('keeps a commitment of an annulled statement that another statement brought up too', () =>
    given(session, ...spoken, agreed)
      .when(annul, about(sample('ProposalMade')))
      .then(sample('RecordAnnulled', { statementId: proposal, commitments: [], reason })));
  it('keeps a commitment of an annulled statement that another statement accepted', () =>
    given(session, ...spoken, sample('ProposalAccepted'))
      .when(annul, about(sample('ProposalMade')))
      .then(sample('RecordAnnulled', { statementId: proposal, commitments: [], reason })));
  it.each([
    [sample('ProjectInitiated'), samples.ProjectInitiated.starts],
    [sample('InstrumentSigned'), [samples.InstrumentSigned.fulfils!]],
    [sample('BodyEstablished', { fulfils: 'cpec-jwg-st.0.c2' }), ['cpec-jwg-st.0.c2']],
    [sample('RecommendationMade'), samples.RecommendationMade.commitments],
    [sample('ProposalAccepted'), ['cpec-jwg-st.2.c6']],
    [sample('ProposalDeclined'), ['cpec-jwg-st.2.c6']],
    [sample('ProposalWithdrawn'), ['cpec-jwg-st.2.c6']],
    [sample('CommitmentReviewed'), ['cpec-jwg-st.0.c2']],
    [agreed, ['cpec-jwg-st.2.c6']],
  ])('can have a statement annulled that changed earlier commitments; its effect is taken back: $0.type', (said, ids) =>
    given(session, ...spoken, said)
      .when(annul, about(said))
      .then(
        sample('RecordAnnulled', {
          statementId: said.data.statementId,
          commitments: [],
          takesBack: [...ids],
          reason,
        }),
      ),
  );
  it.each([
    sample('InstrumentSigned', { fulfils: undefined }),
    sample('BodyEstablished'),
    sample('RecommendationMade', { commitments: [] }),
    sample('MatterNoted'),
  ])('can have a statement annulled that changed nothing: $type', (statement) =>
    given(session, ...spoken, statement)
      .when(annul, about(statement))
      .then(sample('RecordAnnulled', { statementId: statement.data.statementId, commitments: [], reason })),
  );
  it('can be corrected and annulled where the signed text leaves the statement out', () => {
    const left = sample('ProposalMade');
    given(session, ...inEffect)
      .when(correct(), about(left))
      .then(corrected(left.data.text, { statementId: proposal }));
    given(session, ...inEffect)
      .when(annul, about(left))
      .then(sample('RecordAnnulled', { statementId: proposal, commitments: ['cpec-jwg-st.2.c6'], reason }));
  });

  it('cannot be changed in what both sides signed', () => {
    given(session, ...inEffect)
      .when(correct(), about(undertakes))
      .thenRefused('SIGNED_TEXT');
    given(session, ...inEffect)
      .when(annul, about(undertakes))
      .thenRefused('SIGNED_TEXT');
  });
  it('is not corrected where there is no event', () => {
    given(session, ...spoken)
      .when(correct(), clerk)
      .thenRefused('UNKNOWN_EVENT');
    given(session, ...spoken)
      .when(annul, clerk)
      .thenRefused('UNKNOWN_EVENT');
  });
  it.each([
    [{ field: 'undertakings', new: [] }, undertakes],
    [{ field: 'digest', new: otherDigest }, sample('MinutesDrafted')],
    [{ field: 'undertakings', new: samples.ProposalMade.undertakings }, undertakes],
    [{ field: 'text', new: 'no text by language' }, undertakes],
    [{ field: 'mode', new: 'byLetter' }, sample('SessionScheduled')],
  ])('is not corrected by %j', (changes, original) =>
    given(session, ...spoken)
      .when(correct(changes), about(original))
      .thenRefused('NOT_CORRECTABLE'),
  );
  it('can be corrected in the particulars of what was undertaken, for the same items', () => {
    const [first, ...rest] = undertakes.data.undertakings;
    const undertakings = [{ ...first!, lead: ['pk-pec'], due: { date: '2023' } }, ...rest];
    given(session, ...spoken)
      .when(correct({ field: 'undertakings', new: undertakings }), about(undertakes))
      .then(corrected(undertakes.data.undertakings, { field: 'undertakings', new: undertakings }));
    given(session, ...spoken)
      .when(correct({ field: 'undertakings', new: [{ ...first!, lead: ['pk-nobody'] }, ...rest] }), about(undertakes))
      .thenRefused('UNKNOWN_INSTITUTION');
    const due = (id: string) => [{ ...first!, due: { session: id } }, ...rest];
    for (const [id, code] of [
      ['cpec-jwg-st.2', 'NOT_A_LATER_SESSION'],
      ['cpec-jwg-energy.4', 'OTHER_FORUM'],
    ] as const)
      given(session, ...spoken)
        .when(correct({ field: 'undertakings', new: due(id) }), about(undertakes))
        .thenRefused(code);
  });
  it('is not corrected so that a side alone would bind another', () => {
    const directs = sample('DirectionGiven');
    const ask = (changes: object) =>
      given(session, ...spoken, directs).when(
        correct({ field: 'undertakings', new: [{ ...directs.data.undertakings[0], ...changes }] }),
        about(directs),
      );
    for (const changes of [{ kind: 'jointProject' }, { lead: ['cn-cas'] }, { support: ['cn-cas'] }])
      ask(changes).thenRefused('NOT_A_ONE_SIDED_MEASURE');
  });
  it('can be corrected in the days of opening, conclusion and signature, as far as they agree', () => {
    const opening = { field: 'openedOn', new: '2022-04-19' };
    given(session, ...spoken)
      .when(correct(opening), about(sample('SessionOpened')))
      .then(corrected(samples.SessionOpened.openedOn, { ...opening, ...sessionWide }));
    given(session, ...concluded)
      .when(correct({ field: 'openedOn', new: '2022-05-01' }), about(sample('SessionOpened')))
      .thenRefused('CONCLUDED_BEFORE_OPENED');
    given(session, ...inEffect)
      .when(correct({ field: 'signedOn', new: '2022-04-01' }), about(sample('MinutesSignedBySide')))
      .thenRefused('SIGNED_BEFORE_THE_SESSION');
    given(session, ...concluded)
      .when(correct({ field: 'concludedOn', new: '2099-04-01' }), about(sample('SessionConcluded')))
      .thenRefused('IN_THE_FUTURE');
  });
  it('goes by a corrected day from then on', () =>
    given(session, ...drafted, corrected('2022-04-20', { ...sessionWide, field: 'openedOn', new: '2022-07-10' }))
      .when({ type: 'SignMinutes', data: samples.MinutesSignedBySide }, context(recorder))
      .thenRefused('SIGNED_BEFORE_THE_SESSION'));
  it('can have only statements and signatures annulled', () =>
    given(session, ...spoken)
      .when(annul, about(sample('SessionOpened')))
      .thenRefused('NOT_CORRECTABLE'));
});

describe('The entry of a text that both sides signed', () => {
  const { eventId } = samples.RecordCorrected;
  const undertakes = sample('DecisionTaken');
  const { text } = undertakes.data;
  const correct = (value: unknown = { en: 'As on paper' }): SessionCommand => ({
    type: 'CorrectRecord',
    data: { eventId, field: 'text', new: value, reason },
  });
  const change = { eventId, statementId: decision, field: 'text', old: text, new: { en: 'As on paper' }, reason };
  const agreed = (side: string, more: object = {}) => sample('CorrectionAgreedBySide', { side, ...change, ...more });
  const corrected = sample('RecordCorrected', { ...change, byBothSides: true });
  const by = (side: string, ...later: SessionEvent[]) =>
    context(secretariat(side), {
      history: [undertakes, ...later].map((event, n) => ({
        ...stored(event, 'session-cpec-jwg-st.2', n),
        ...(n === 0 && { id: eventId }),
      })),
    });

  it('is corrected when both secretariats say the same', () => {
    given(session, ...inEffect)
      .when(correct(), by('PK'))
      .then(agreed('PK'));
    given(session, ...inEffect, agreed('PK'))
      .when(correct(), by('CN', agreed('PK')))
      .then(agreed('CN'), corrected);
    given(session, ...inEffect, agreed('PK'))
      .when(correct(), by('PK', agreed('PK')))
      .thenNothing();
  });
  it('stays as it is while they say different things', () =>
    given(session, ...inEffect, agreed('PK'))
      .when(correct({ en: 'Otherwise' }), by('CN', agreed('PK')))
      .then(agreed('CN', { new: { en: 'Otherwise' } })));
  it('stays as it is once a side took back what it had said', () => {
    const back = agreed('PK', { new: text });
    given(session, ...inEffect, agreed('PK'))
      .when(correct(text), by('PK', agreed('PK')))
      .then(back);
    given(session, ...inEffect, agreed('PK'), back)
      .when(correct(), by('CN', agreed('PK'), back))
      .then(agreed('CN'));
    given(session, ...inEffect)
      .when(correct(text), by('PK'))
      .thenNothing();
  });
  it('is corrected anew only when both say so anew', () =>
    given(session, ...inEffect, agreed('PK'), agreed('CN'), corrected)
      .when(correct(text), by('CN', agreed('PK'), agreed('CN'), corrected))
      .then(agreed('CN', { old: { en: 'As on paper' }, new: text })));
  it('leaves the signatures and what they adopted as they are; but if one falls, a new version is drafted', () => {
    const { signatures, inEffect: binds, draft } = fold(session, [...inEffect, corrected]);
    expect([Object.keys(signatures), binds, draft?.version]).toEqual([['PK', 'CN'], true, 1]);
    given(session, ...inEffect, corrected, sample('SignatureAnnulled'), sample('MinutesEffectTakenBack'))
      .when({ type: 'SignMinutes', data: samples.MinutesSignedBySide }, context(recorder))
      .thenRefused('DRAFT_OUTDATED');
  });
  it('is no secretariat’s to correct before both have signed', () =>
    given(session, ...spoken)
      .when(correct(), by('PK'))
      .thenRefused('ROLE_MAY_NOT'));
});

describe('A change that a version of the minutes makes, entered wrongly,', () => {
  const draftEvent = { ...storedSample('MinutesDrafted'), id: samples.RecordCorrected.eventId };
  const eventId = draftEvent.id;
  const { changes: old } = samples.MinutesDrafted;
  const value = [{ commitmentId: 'cpec-jwg-st.2.c2', diff: [{ field: 'due', to: { date: '2024' } }] }] as never;
  const correct = (changes: unknown = value): SessionCommand => ({
    type: 'CorrectRecord',
    data: { eventId, field: 'changes', new: changes, reason },
  });
  const by = (side: string, ...later: SessionEvent[]) =>
    context(secretariat(side), {
      history: [draftEvent, ...later.map((it, n) => stored(it, 'session-cpec-jwg-st.2', n + 1))],
    });
  const agreed = (side: string): SessionEvent => ({
    type: 'CorrectionAgreedBySide',
    data: { side, eventId, field: 'changes', old, new: value, reason },
  });
  const corrected: SessionEvent = {
    type: 'RecordCorrected',
    data: { eventId, field: 'changes', old, new: value, reason, byBothSides: true },
  };

  it('is drafted again before both sides have signed', () => {
    given(session, ...signedByPK)
      .when(correct(), { ...clerk, history: [draftEvent] })
      .thenRefused('NOT_CORRECTABLE');
    given(session, ...signedByPK)
      .when(correct(), by('PK'))
      .thenRefused('NOT_CORRECTABLE');
    const { digest, languages, statementIds } = samples.MinutesDrafted;
    const again: SessionCommand = { type: 'DraftMinutes', data: { digest, languages, statementIds, changes: [] } };
    const [drafted] = session.decide(again, fold(session, signedByPK), clerk);
    expect(drafted).toMatchObject({ type: 'MinutesDrafted', data: { version: 2, changes: [] } });
    expect(fold(session, [...signedByPK, drafted!]).signatures).toEqual({});
  });

  it('is corrected when both secretariats say that the paper reads so, and the signatures stand', () => {
    given(session, ...inEffect)
      .when(correct(), by('PK'))
      .then(agreed('PK'));
    given(session, ...inEffect, agreed('PK'))
      .when(correct(), by('CN', agreed('PK')))
      .then(agreed('CN'), corrected);
    const { draft, inEffect: binds, signatures } = fold(session, [...inEffect, corrected]);
    expect([draft!.changes, binds, Object.keys(signatures)]).toEqual([value, true, ['PK', 'CN']]);
    given(session, ...inEffect)
      .when(correct(old), by('PK'))
      .thenNothing();
    given(session, ...inEffect)
      .when(correct(), { ...clerk, history: [draftEvent] })
      .thenRefused('SIGNED_TEXT');
  });

  it('stays as it is while a completion rests on it', () => {
    const goesOn = [{ commitmentId: 'cpec-jwg-st.2.c2', diff: [{ field: 'kind', to: 'continuing' }] }];
    const stream = 'commitment-cpec-jwg-st.2.c2';
    const life = [
      ...[sample('CommitmentRegistered', { statement: decision }), sample('CommitmentAdopted')],
      ...[sample('CompletionReported'), sample('CompletionConfirmed')],
    ].map((it, n) => stored(it, stream, n));
    const asked = correct(goesOn);
    expect(session.looksAt!(asked, fold(session, inEffect), { history: [] }).histories).toContain('cpec-jwg-st.2.c2');
    const ask = (history: StoredEvent[]) =>
      given(session, ...inEffect).when(asked, {
        ...by('PK'),
        histories: new Map([['cpec-jwg-st.2.c2', history]]),
      });
    ask(life).thenRefused('BUILT_ON');
    ask(life.slice(0, 3)).then({
      type: 'CorrectionAgreedBySide',
      data: {
        ...{ side: 'PK', eventId, field: 'changes', old, reason },
        new: [{ ...goesOn[0], diff: [{ field: 'kind', from: 'capacityBuilding', to: 'continuing' }] }],
      },
    });
  });
  it('is held to the rules that the draft was held to', () => {
    const changed = (change: object) => correct([{ ...(value as object[])[0], ...change }]);
    const refused = (command: SessionCommand, code: string) =>
      given(session, ...inEffect)
        .when(command, by('PK'))
        .thenRefused(code);
    refused(changed({ commitmentId: 'cpec-jwg-st.2.c9' }), 'UNKNOWN_STATEMENT');
    refused(changed({ diff: [{ field: 'lead', to: ['pk-nobody'] }] }), 'UNKNOWN_INSTITUTION');
    refused(correct([...(value as object[]), ...(value as object[])]), 'CHANGED_TWICE');
    refused(changed({ diff: 'none' }), 'NOT_CORRECTABLE');
  });
});

describe('A signature that was recorded by mistake', () => {
  const { eventId } = samples.SignatureAnnulled;
  const annul: SessionCommand = { type: 'AnnulRecord', data: { eventId, reason } };
  const pk = { ...storedSample('MinutesSignedBySide'), id: eventId };
  const effect = storedSample('MinutesEnteredIntoEffect', {}, 40);
  const withHistories = (histories: Record<string, StoredEvent[]> = {}) =>
    context(recorder, { history: [pk, effect], histories: new Map(Object.entries(histories)) });
  const annulled = sample('SignatureAnnulled', { reason });

  it('is annulled, and that side can sign again', () => {
    given(session, ...signedByPK)
      .when(annul, withHistories())
      .then(annulled);
    given(session, ...signedByPK, annulled)
      .when({ type: 'SignMinutes', data: samples.MinutesSignedBySide }, context(recorder))
      .then(sample('MinutesSignedBySide'));
    given(session, ...signedByPK, annulled)
      .when(annul, withHistories())
      .thenNothing();
  });
  it('takes back what the minutes did, if they were in effect by it', () =>
    given(session, ...inEffect)
      .when(annul, withHistories())
      .then(annulled, sample('MinutesEffectTakenBack', { eventId: effect.id, reason })));
  it('stands while something rests on its effect', () => {
    const by = { causationId: effect.id };
    const stream = 'commitment-cpec-jwg-st.2.c1';
    const adopted = stored(sample('CommitmentAdopted'), stream, 1, by);
    const done = [sample('CompletionReported'), sample('CompletionConfirmed')].map((it, n) =>
      stored(it, stream, n + 2),
    );
    const registered = stored(sample('CommitmentRegistered'), stream);
    given(session, ...inEffect)
      .when(annul, withHistories({ 'cpec-jwg-st.2.c1': [registered, adopted, ...done] }))
      .thenRefused('BUILT_ON');
    given(session, ...inEffect)
      .when(annul, withHistories({ 'cpec-jwg-st.2.c1': [registered, adopted] }))
      .then(annulled, sample('MinutesEffectTakenBack', { eventId: effect.id, reason }));
  });
  it('lets what was recorded while it stood count as if it had not stood', () => {
    const late = sample('MatterNoted', { learnedLate: 'afterSignature' });
    const inserted = sample('StatementInsertedBySide', { learnedLate: 'afterSignature' });
    const [first, second] = [late, inserted].map((it, n) => ({
      ...stored(it, 'session-cpec-jwg-st.2', 20 + n),
      id: `late ${n}`,
    }));
    const asked = withHistories();
    const marked = (event: typeof first, value: string | null): SessionEvent => {
      const { learnedLate: old, ...data } = event!.data;
      const { occurredAt } = event!.metadata as { occurredAt: OccurredAt };
      const correction = {
        eventId: event!.id,
        statementId: data.statementId,
        field: 'learnedLate',
        old,
        new: value,
        reason,
      };
      return { type: 'RecordCorrected', data: { ...correction, counts: { type: event!.type, data, occurredAt } } };
    };
    given(session, ...inEffect, late, inserted)
      .when(annul, { ...asked, history: [...asked.history, first!, second!] })
      .then(
        annulled,
        sample('MinutesEffectTakenBack', { eventId: effect.id, reason }),
        marked(first, 'afterConclusion'),
        marked(second, null),
      );
    const { statements } = fold(session, [
      ...inEffect,
      late,
      inserted,
      marked(first, 'afterConclusion'),
      marked(second, null),
    ]);
    expect([late, inserted].map(({ data }) => idIn(statements, data.statementId)!.fact.data.learnedLate)).toEqual([
      'afterConclusion',
      undefined,
    ]);
  });
  it('leaves the minutes open to be signed once more', () =>
    given(session, ...inEffect, annulled, sample('MinutesEffectTakenBack'))
      .when({ type: 'SignMinutes', data: samples.MinutesSignedBySide }, context(recorder))
      .then(sample('MinutesSignedBySide'), sample('MinutesEnteredIntoEffect')));
});

describe('A review that was recorded by mistake', () => {
  const review = {
    ...storedSample('CommitmentReviewed', { outcome: 'completionConfirmed' }),
    id: samples.RecordAnnulled.eventId,
  };
  const { commitmentId, statementId: statement } = review.data;
  const facing = (...life: CommitmentEvent[]) => {
    const history = life.map((event, n) => stored(event, `commitment-${commitmentId}`, n));
    return context(recorder, { history: [review], histories: new Map([[commitmentId, history]]) });
  };
  const annul: SessionCommand = { type: 'AnnulRecord', data: { eventId: review.id, reason } };
  const waited = sample('CompletionConfirmed', { by: 'forum', statement, waited: true });
  const life = [sample('CommitmentRegistered'), sample('CommitmentAdopted'), sample('CompletionReported'), waited];

  it('is annulled, also when its outcome had waited and was applied since', () =>
    given(session, ...spoken, sample('CommitmentReviewed', review.data))
      .when(annul, facing(...life))
      .then(sample('RecordAnnulled', { statementId: statement, commitments: [], takesBack: [commitmentId], reason })));
  it('stands while something was built on the outcome that had waited', () =>
    given(session, ...spoken, sample('CommitmentReviewed', review.data))
      .when(annul, facing(...life, sample('CommitmentReopened')))
      .thenRefused('BUILT_ON'));
});
