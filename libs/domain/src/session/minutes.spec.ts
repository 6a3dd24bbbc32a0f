import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { coChair, context, recorder, sample, samples, secretariat } from '../samples.js';
import { concluded, drafted, inEffect, opened, scheduled, signedByPK, spoken } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';
import type { SessionEvent } from './events.js';

const clerk = context(recorder);
const reason = 'An example of a reason';
const { digest } = samples.MinutesDrafted;
const otherDigest = `sha256:${'3b'.repeat(32)}`;
const s1 = 'cpec-jwg-st.2.s1';
const decision = 'cpec-jwg-st.2.s8';
const proposal = 'cpec-jwg-st.2.s16';

const draft = (changes: object = {}): SessionCommand => ({
  type: 'DraftMinutes',
  data: { digest, languages: ['en', 'zh'], statementIds: [s1, decision], changes: [], ...changes },
});
const sign = (changes: object = {}): SessionCommand => ({
  type: 'SignMinutes',
  data: { ...samples.MinutesSignedBySide, ...changes },
});
const signed = (changes: object = {}) => sample('MinutesSignedBySide', changes);
const cnSigns = { side: 'CN', signedOn: '2022-08-01' };
const agree = (changes: object = {}): SessionCommand => ({
  type: 'AgreeMinutesText',
  data: { version: 1, digest, ...changes },
});
const comment = (changes: object = {}): SessionCommand => ({
  type: 'CommentMinutes',
  data: { ...samples.MinutesCommented, ...changes },
});

describe('Minutes', () => {
  it('are drafted, with the fields in which the text differs from what was said', () =>
    given(session, ...concluded)
      .when(
        draft({
          changes: [
            { commitmentId: 'cpec-jwg-st.2.c1', due: { session: 'cpec-jwg-st.3' }, lead: ['pk-stza'] },
            { commitmentId: 'cpec-jwg-st.2.c2', lead: ['pk-stza', 'cn-cast'] },
          ],
        }),
        clerk,
      )
      .then(
        sample('MinutesDrafted', {
          changes: [
            ...samples.MinutesDrafted.changes,
            {
              commitmentId: 'cpec-jwg-st.2.c2',
              diff: [{ field: 'lead', from: ['pk-stza'], to: ['pk-stza', 'cn-cast'] }],
            },
          ],
        }),
      ));
  it('leave out a change that changes nothing', () =>
    given(session, ...concluded)
      .when(draft({ changes: [{ commitmentId: 'cpec-jwg-st.2.c1', lead: ['pk-stza'] }] }), clerk)
      .then(sample('MinutesDrafted', { changes: [] })));
  it('get a new version with a new text, which needs new signatures', () => {
    const second = sample('MinutesDrafted', { version: 2, digest: otherDigest, changes: [] });
    given(session, ...signedByPK)
      .when(draft({ digest: otherDigest }), clerk)
      .then(second);
    given(session, ...signedByPK, second)
      .when(sign({ ...cnSigns, version: 2, digest: otherDigest }), clerk)
      .then(signed({ ...cnSigns, version: 2, digest: otherDigest }));
  });
  it('stay as they are when the same text is drafted again', () =>
    given(session, ...signedByPK, sample('MinutesDrafted', { version: 2, changes: [] }))
      .when(draft(), clerk)
      .thenNothing());
  it('are commented on and agreed', () => {
    given(session, ...drafted)
      .when(comment(), context(secretariat('CN')))
      .then(sample('MinutesCommented'));
    given(session, ...drafted)
      .when(agree(), clerk)
      .then(sample('MinutesTextAgreed'));
    given(session, ...drafted, sample('MinutesTextAgreed'))
      .when(agree(), clerk)
      .thenNothing();
  });
  it('are signed by one side without effect yet', () =>
    given(session, ...drafted)
      .when(sign(), context(coChair('PK')))
      .then(signed()));
  it('T4, T5: enter into effect when the second side signs the same digest, and say what they adopt and omit', () =>
    given(session, ...signedByPK)
      .when(sign(cnSigns), context(coChair('CN')))
      .then(signed(cnSigns), sample('MinutesEnteredIntoEffect')));
  it('are in effect from the later of both dates, whichever side signed first', () =>
    given(session, ...drafted, signed({ signedOn: '2022-12-01' }))
      .when(sign(cnSigns), clerk)
      .then(signed(cnSigns), sample('MinutesEnteredIntoEffect', { on: '2022-12-01' })));
  it('are not signed twice by a side', () => {
    given(session, ...signedByPK)
      .when(sign(), clerk)
      .thenNothing();
    given(session, ...inEffect)
      .when(sign(), clerk)
      .thenNothing();
  });

  const effect = (said: SessionEvent[], statementIds: string[], adopts: string[], omits: [string, string][]) =>
    given(
      session,
      ...opened,
      ...said,
      sample('SessionConcluded'),
      sample('MinutesDrafted', { statementIds, changes: [] }),
      signed(),
    )
      .when(sign(cnSigns), clerk)
      .then(
        signed(cnSigns),
        sample('MinutesEnteredIntoEffect', {
          adopts: adopts.map((commitmentId) => ({ commitmentId, diff: [] })),
          omits: omits.map(([commitmentId, statementId]) => ({ commitmentId, statementId })),
        }),
      );
  const accepted = sample('ProposalAccepted');
  const c6 = 'cpec-jwg-st.2.c6';
  it('neither adopt nor omit a proposal that they contain without an answer', () =>
    effect([sample('ProposalMade'), sample('RequestMade')], [proposal, 'cpec-jwg-st.2.s14'], [], []));
  it('adopt a proposal whose acceptance they contain', () =>
    effect([sample('ProposalMade'), accepted], ['cpec-jwg-st.2.s17'], [c6], []));
  it('omit a proposal whose acceptance they leave out', () =>
    effect([sample('ProposalMade'), accepted], [proposal], [], [[c6, 'cpec-jwg-st.2.s17']]));
  it('adopt what they review', () =>
    effect([sample('CommitmentReviewed')], ['cpec-jwg-st.2.s20'], ['cpec-jwg-st.0.c2'], []));
  it('do not omit what they do not review', () => effect([sample('CommitmentReviewed')], [], [], []));
  it('neither adopt nor omit what was annulled', () =>
    effect([sample('DecisionTaken'), sample('RecordAnnulled')], [], [], []));

  it.each([scheduled, spoken])('are drafted only after the session is concluded', (...life) =>
    given(session, ...life)
      .when(draft(), clerk)
      .thenRefused('SESSION_NOT_CONCLUDED'),
  );
  it('cannot change once both sides have signed', () =>
    given(session, ...inEffect)
      .when(draft(), clerk)
      .thenRefused('MINUTES_IN_EFFECT'));
  it('contain only statements that were made', () => {
    given(session, ...concluded)
      .when(draft({ statementIds: ['cpec-jwg-st.2.s99'] }), clerk)
      .thenRefused('UNKNOWN_STATEMENT');
    given(session, ...concluded)
      .when(draft({ changes: [{ commitmentId: c6, lead: [] }] }), clerk)
      .thenRefused('UNKNOWN_STATEMENT');
  });
  it.each(['lead', 'support', 'beneficiaries'])(
    'name only registered institutions, also where they change the %s',
    (part) =>
      given(session, ...concluded)
        .when(draft({ changes: [{ commitmentId: 'cpec-jwg-st.2.c1', [part]: ['pk-nobody'] }] }), clerk)
        .thenRefused('UNKNOWN_INSTITUTION'),
  );
  it('set due dates only by sessions of their own forum or of its parent', () => {
    const due = (id: string) =>
      draft({ changes: [{ commitmentId: 'cpec-jwg-st.2.c2', due: { session: id } }], statementIds: [decision] });
    given(session, ...concluded)
      .when(due('cpec-jwg-gwadar.6'), clerk)
      .thenRefused('OTHER_FORUM');
    given(session, ...concluded)
      .when(due('cpec-jcc.12'), clerk)
      .then(
        sample('MinutesDrafted', {
          statementIds: [decision],
          changes: [{ commitmentId: 'cpec-jwg-st.2.c2', diff: [{ field: 'due', to: { session: 'cpec-jcc.12' } }] }],
        }),
      );
  });
  it('contain nothing that was annulled', () =>
    given(session, ...concluded, sample('RecordAnnulled'))
      .when(draft(), clerk)
      .thenRefused('STATEMENT_ANNULLED'));
  it.each([agree(), comment(), sign()])('have to be drafted first: $type is refused', (command) => {
    given(session, ...concluded)
      .when(command, clerk)
      .thenRefused('NO_DRAFT');
    given(session).when(command, clerk).thenRefused('UNKNOWN_SESSION');
  });
  it.each([agree({ version: 2 }), comment({ version: 2 }), sign({ version: 2 })])(
    'are dealt with only in their latest version: $type',
    (command) =>
      given(session, ...drafted)
        .when(command, clerk)
        .thenRefused('OTHER_VERSION'),
  );
  it.each([agree({ digest: otherDigest }), sign({ digest: otherDigest })])(
    'have one text for each version: $type',
    (command) =>
      given(session, ...drafted)
        .when(command, clerk)
        .thenRefused('OTHER_DIGEST'),
  );
  it('are not signed on a day before the session', () =>
    given(session, ...drafted)
      .when(sign({ signedOn: '2022-04-19' }), clerk)
      .thenRefused('SIGNED_BEFORE_THE_SESSION'));
  it('are not signed on a future day', () =>
    given(session, ...drafted)
      .when(sign(), context(recorder, { now: '2022-06-29T00:00:00.000Z' }))
      .thenRefused('IN_THE_FUTURE'));
  it('are signed only by the sides of the forum', () =>
    given(session, ...drafted)
      .when(sign({ side: 'XX' }), clerk)
      .thenRefused('UNKNOWN_SIDE'));
  it('are not signed by a secretariat', () =>
    given(session, ...drafted)
      .when(sign(), context(secretariat('PK')))
      .thenRefused('ROLE_MAY_NOT'));
  it('are signed and commented on by each side only for itself', () => {
    given(session, ...drafted)
      .when(sign(), context(coChair('CN')))
      .thenRefused('OTHER_SIDE');
    given(session, ...drafted)
      .when(comment(), context(coChair('PK')))
      .thenRefused('OTHER_SIDE');
  });
});

describe('The record', () => {
  const { eventId } = samples.RecordCorrected;
  const correct = (changes: object = {}): SessionCommand => ({
    type: 'CorrectRecord',
    data: { eventId, field: 'text', new: { en: 'Corrected' }, reason, ...changes },
  });
  const annul: SessionCommand = { type: 'AnnulRecord', data: { eventId, reason } };
  const about = (original: SessionEvent) => context(recorder, { original });
  const corrected = (old: unknown, changes: object = {}) =>
    sample('RecordCorrected', { old, new: { en: 'Corrected' }, reason, ...changes });
  const undertakes = sample('DecisionTaken');

  it('is corrected beside the original', () =>
    given(session, ...spoken)
      .when(correct(), about(undertakes))
      .then(corrected(undertakes.data.text)));
  it('is corrected again from what it says now, and not twice to the same', () => {
    const once = corrected(undertakes.data.text);
    given(session, ...spoken, once)
      .when(correct({ new: { en: 'Again' } }), about(undertakes))
      .then(corrected({ en: 'Corrected' }, { new: { en: 'Again' } }));
    given(session, ...spoken, once)
      .when(correct(), about(undertakes))
      .thenNothing();
  });
  it('can be corrected where a field was empty', () =>
    given(session, ...spoken)
      .when(correct({ field: 'paragraph', new: '7' }), about(undertakes))
      .then(corrected(null, { field: 'paragraph', new: '7' })));
  it('can be corrected in venue, mode, dates, co-chairs and delegations', () => {
    const venue = { field: 'venue', new: 'Islamabad' };
    given(session, ...spoken)
      .when(correct(venue), about(sample('SessionScheduled')))
      .then(corrected(null, venue));
    const delegations = { field: 'delegations', new: [] };
    given(session, ...spoken)
      .when(correct(delegations), about(sample('SessionOpened')))
      .then(corrected(samples.SessionOpened.delegations, delegations));
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
    given(session, ...spoken, sample('UndertakingAgreed', { undertakings: samples.ProposalMade.undertakings }))
      .when(annul, about(sample('ProposalMade')))
      .then(sample('RecordAnnulled', { statementId: proposal, commitments: [], reason })));
  it('keeps a commitment of an annulled statement that another statement accepted', () =>
    given(session, ...spoken, sample('ProposalAccepted'))
      .when(annul, about(sample('ProposalMade')))
      .then(sample('RecordAnnulled', { statementId: proposal, commitments: [], reason })));
  it.each([
    sample('ProjectInitiated'),
    sample('InstrumentSigned'),
    sample('BodyEstablished', { fulfils: 'cpec-jwg-st.0.c2' }),
    sample('RecommendationMade'),
    sample('ProposalAccepted'),
    sample('ProposalDeclined'),
    sample('ProposalWithdrawn'),
    sample('CommitmentReviewed'),
    sample('UndertakingAgreed', { undertakings: samples.ProposalMade.undertakings }),
    sample('UndertakingAgreed', {
      undertakings: [{ ...samples.ProposalMade.undertakings[0]!, commitmentId: 'cpec-jwg-st.1.c1' }],
    }),
  ])('keeps a statement that changed earlier commitments: $type', (statement) =>
    given(session, ...spoken, statement)
      .when(annul, about(statement))
      .thenRefused('HAS_EFFECTS'),
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
      .then(corrected(left.data.text));
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
    [{ field: 'openedOn', new: '2022-04-21' }, sample('SessionOpened')],
    [{ field: 'text', new: 'no text by language' }, undertakes],
    [{ field: 'mode', new: 'byLetter' }, sample('SessionScheduled')],
  ])('is not corrected by %j', (changes, original) =>
    given(session, ...spoken)
      .when(correct(changes), about(original))
      .thenRefused('NOT_CORRECTABLE'),
  );
  it('can have only statements annulled', () =>
    given(session, ...spoken)
      .when(annul, about(sample('SessionOpened')))
      .thenRefused('NOT_CORRECTABLE'));
});
