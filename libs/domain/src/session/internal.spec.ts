import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { internally } from '../internal.js';
import { auditor, context, recorder, samples, secretariat } from '../samples.js';
import { drafted, opened, scheduled } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';

const onlyForUs = internally(session);
const comment = (side: string): SessionCommand => ({
  type: 'CommentMinutes',
  data: { version: 1, side, comment: 'An example: this is not how we heard it.' },
});
const { text, speaker, refersTo } = samples.MatterNoted;
const host = context(recorder); // of PK

describe('Internal to one side,', () => {
  it('a side may comment on a draft of the minutes', () =>
    given(onlyForUs, ...drafted)
      .when(comment('PK'), context(secretariat('PK')))
      .then({ type: 'MinutesCommented', data: comment('PK').data as never }));

  it('nobody comments in the name of the other side, or without a side', () => {
    given(onlyForUs, ...drafted)
      .when(comment('CN'), host)
      .thenRefused('INTERNAL_NOT_POSSIBLE');
    given(onlyForUs, ...drafted)
      .when(comment('PK'), context({ id: 'archivist', role: 'recorder' }))
      .thenRefused('INTERNAL_NOT_POSSIBLE');
    given(onlyForUs, ...drafted)
      .when(comment('PK'), context(auditor))
      .thenRefused('ROLE_MAY_NOT');
  });

  it.each<[SessionCommand, typeof drafted]>([
    [{ type: 'AgreeAgenda', data: samples.AgendaAgreed }, scheduled],
    [{ type: 'FixNextSession', data: samples.NextSessionFixed }, opened],
    [
      {
        type: 'RecordStatements',
        data: { session: 'cpec-jwg-st.2', statements: [{ type: 'MatterNoted', data: { text, speaker, refersTo } }] },
      },
      opened,
    ],
    [
      {
        type: 'SignMinutes',
        data: { side: 'PK', signedOn: '2022-05-01', version: 1, digest: samples.MinutesDrafted.digest },
      },
      drafted,
    ],
  ])('$type is refused, because it concerns both sides', (command, sitting) =>
    given(onlyForUs, ...sitting)
      .when(command, host)
      .thenRefused('INTERNAL_NOT_POSSIBLE'),
  );
});
