import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { coChair, context, recorder, sample, samples, secretariat, stored } from '../samples.js';
import { concluded, drafted, inEffect, opened, scheduled, signedByPK, spoken } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';
import { isStatement, type SessionEvent } from './events.js';
import { recordDigest } from './record-digest.js';

const clerk = context(recorder);
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
/** A version as the decider drafts it, of statements of `concluded`: with the digest of what the record says. */
const drafts = (changes: Partial<(typeof samples)['MinutesDrafted']>) => {
  const data = { ...samples.MinutesDrafted, ...changes };
  const facts = concluded.filter(isStatement);
  const statements = data.statementIds.map((id) => facts.find((it) => it.data.statementId === id)!);
  return sample('MinutesDrafted', {
    ...data,
    record: recordDigest({ version: data.version, statements, changes: data.changes }),
  });
};
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
        drafts({
          changes: [
            ...samples.MinutesDrafted.changes,
            {
              commitmentId: 'cpec-jwg-st.2.c2',
              diff: [{ field: 'lead', from: ['pk-stza'], to: ['pk-stza', 'cn-cast'] }],
            },
          ],
        }),
      ));
  it('do not take two entries for one commitment, of which only one could take effect', () =>
    given(session, ...concluded)
      .when(
        draft({
          changes: [
            { commitmentId: 'cpec-jwg-st.2.c1', due: { date: '2023-01-01' } },
            { commitmentId: 'cpec-jwg-st.2.c1', due: { date: '2024-02-02' } },
          ],
        }),
        clerk,
      )
      .thenRefused('CHANGED_TWICE'));
  it('leave out a change that changes nothing', () =>
    given(session, ...concluded)
      .when(draft({ changes: [{ commitmentId: 'cpec-jwg-st.2.c1', lead: ['pk-stza'] }] }), clerk)
      .then(drafts({ changes: [] })));
  it('get a new version with a new text, which needs new signatures', () => {
    const second = drafts({ version: 2, digest: otherDigest, changes: [] });
    given(session, ...signedByPK)
      .when(draft({ digest: otherDigest }), clerk)
      .then(second);
    given(session, ...signedByPK, second)
      .when(sign({ ...cnSigns, version: 2, digest: otherDigest }), clerk)
      .then(signed({ ...cnSigns, version: 2, digest: otherDigest, record: second.data.record! }));
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
  it('are agreed when each secretariat has agreed for its own side', () => {
    const byPK = sample('MinutesTextAgreed', { side: 'PK' });
    given(session, ...drafted)
      .when(agree(), context(secretariat('PK')))
      .then(byPK);
    given(session, ...drafted, byPK)
      .when(agree(), context(secretariat('PK')))
      .thenNothing();
    const both = [...drafted, byPK, sample('MinutesTextAgreed', { side: 'CN' })];
    given(session, ...both)
      .when(agree(), clerk)
      .thenNothing();
    given(session, ...drafted, byPK)
      .when(agree(), clerk)
      .then(sample('MinutesTextAgreed'));
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

  const effect = (
    said: SessionEvent[],
    statementIds: string[],
    adopts: string[],
    omits: [string, string][],
    how: { reviewed?: true } = {},
  ) =>
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
          adopts: adopts.map((commitmentId) => ({ commitmentId, diff: [], ...how })),
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
  const reviewed = { reviewed: true } as const;
  it('adopt what they review, and say that they only review it', () =>
    effect([sample('CommitmentReviewed')], ['cpec-jwg-st.2.s20'], ['cpec-jwg-st.0.c2'], [], reviewed));
  it.each([0, 1])('adopt what they accept and review, in whatever order', (n) => {
    const both = [accepted, sample('CommitmentReviewed', { commitmentId: c6 })];
    effect([both[n]!, both[1 - n]!], ['cpec-jwg-st.2.s17', 'cpec-jwg-st.2.s20'], [c6], []);
  });
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
  it('set due dates only by later sessions of their own forum, or by sessions of its parent', () => {
    const due = (id: string) =>
      draft({ changes: [{ commitmentId: 'cpec-jwg-st.2.c2', due: { session: id } }], statementIds: [decision] });
    given(session, ...concluded)
      .when(due('cpec-jwg-gwadar.6'), clerk)
      .thenRefused('OTHER_FORUM');
    given(session, ...concluded)
      .when(due('cpec-jwg-st.2'), clerk)
      .thenRefused('NOT_A_LATER_SESSION');
    given(session, ...concluded)
      .when(due('cpec-jcc.12'), clerk)
      .then(
        drafts({
          statementIds: [decision],
          changes: [{ commitmentId: 'cpec-jwg-st.2.c2', diff: [{ field: 'due', to: { session: 'cpec-jcc.12' } }] }],
        }),
      );
  });
  it('have all statements unless some are named, as far as one text has room for them', () => {
    const said = Array.from({ length: 2_001 }, (_, n) =>
      sample('MatterNoted', { statementId: `cpec-jwg-st.2.s${n + 1}` }),
    );
    const statementIds = said.map((it) => it.data.statementId);
    given(session, ...opened, ...said, sample('SessionConcluded'))
      .when(draft({ statementIds: undefined }), clerk)
      .thenRefused('TOO_MANY_STATEMENTS');
    given(session, ...opened, ...said.slice(1), sample('SessionConcluded'))
      .when(draft({ statementIds: undefined }), clerk)
      .then(
        sample('MinutesDrafted', {
          ...{ version: 1, digest, languages: ['en', 'zh'], statementIds: statementIds.slice(1), changes: [] },
          record: recordDigest({ version: 1, statements: said.slice(1), changes: [] }),
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

describe('A signature', () => {
  const { eventId } = samples.RecordCorrected;
  const undertakes = sample('DecisionTaken');
  const corrected = sample('RecordCorrected', { statementId: undertakes.data.statementId });
  const text: SessionCommand = {
    type: 'CorrectRecord',
    data: { eventId, field: 'text', new: { en: 'Corrected' }, reason: 'A slip' },
  };
  const about = (original: SessionEvent) =>
    context(recorder, { history: [{ ...stored(original, 'session-cpec-jwg-st.2'), id: eventId }] });
  const voids = (because: 'corrected' | 'annulled' | 'added', statementId: string) =>
    sample('SignaturesVoided', { because, statementId });

  it('is void when the text under it is corrected, and nobody can sign that version any more', () => {
    const correction = sample('RecordCorrected', {
      statementId: undertakes.data.statementId,
      old: undertakes.data.text,
      new: { en: 'Corrected' },
      reason: 'A slip',
    });
    given(session, ...signedByPK)
      .when(text, about(undertakes))
      .then(correction, voids('corrected', decision));
    given(session, ...signedByPK, correction, voids('corrected', decision))
      .when(sign(cnSigns), clerk)
      .thenRefused('DRAFT_OUTDATED');
    given(session, ...signedByPK, correction, voids('corrected', decision))
      .when(agree(), clerk)
      .thenRefused('DRAFT_OUTDATED');
  });
  it('is void when a statement under it is annulled', () =>
    given(session, ...signedByPK)
      .when({ type: 'AnnulRecord', data: { eventId, reason: 'A slip' } }, about(undertakes))
      .then(sample('RecordAnnulled', { reason: 'A slip' }), voids('annulled', decision)));
  it('is void when a statement is added to the session', () => {
    const { statementId: _id, side: _side, ...reservation } = samples.StatementInsertedBySide;
    given(session, ...signedByPK)
      .when(
        {
          type: 'RecordStatements',
          data: { session: 'cpec-jwg-st.2', statements: [{ type: 'StatementInsertedBySide', data: reservation }] },
        },
        clerk,
      )
      .then(
        sample('StatementInsertedBySide', { statementId: 'cpec-jwg-st.2.s17' }),
        voids('added', 'cpec-jwg-st.2.s17'),
      );
  });
  it('stands when a statement that is not in the text is corrected or annulled', () => {
    const left = sample('ProposalMade');
    given(session, ...signedByPK)
      .when(text, about(left))
      .then(
        sample('RecordCorrected', {
          statementId: proposal,
          old: left.data.text,
          new: { en: 'Corrected' },
          reason: 'A slip',
        }),
      );
  });
  it('may come under a version that was drafted anew after the change', () => {
    const second = drafts({ version: 2 });
    given(session, ...signedByPK, corrected, voids('corrected', decision), second)
      .when(sign({ version: 2 }), clerk)
      .then(signed({ version: 2, record: second.data.record! }));
  });
  it('leaves a version outdated that only an older build corrected, without naming the statement', () =>
    given(session, ...signedByPK, sample('RecordCorrected'))
      .when(sign(cnSigns), clerk)
      .thenRefused('DRAFT_OUTDATED'));
  it('is for the record that the signer saw', () => {
    const version = drafts({});
    given(session, ...concluded, version)
      .when(sign({ record: otherDigest }), clerk)
      .thenRefused('OTHER_RECORD');
    given(session, ...concluded, version)
      .when(sign({ record: version.data.record }), clerk)
      .then(signed({ record: version.data.record! }));
  });
  it('makes the record of a version anew after a correction, even of the same paper', () => {
    const correction = sample('RecordCorrected', { statementId: decision, new: { en: 'Corrected' } });
    const decided = sample('DecisionTaken', { text: { en: 'Corrected' } });
    const { changes } = samples.MinutesDrafted;
    const statements = [sample('PositionReaffirmed'), decided];
    given(session, ...drafted, correction)
      .when(draft({ changes: [{ commitmentId: 'cpec-jwg-st.2.c1', due: { session: 'cpec-jwg-st.3' } }] }), clerk)
      .then(sample('MinutesDrafted', { version: 2, record: recordDigest({ version: 2, statements, changes }) }));
  });
});
