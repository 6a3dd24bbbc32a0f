import { describe, expect, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { internally } from '../internal.js';
import { coChair, context, focalPoint, sample, samples, secretariat } from '../samples.js';
import { adopted, inProgress, reportedComplete } from '../testing/lives.js';
import { commitment, type CommitmentCommand } from './decide.js';

const pk = context(secretariat('PK'));
const lead = context(focalPoint('pk-stza'));
const evidence = [{ reference: 'https://example.org/photo' }];
const progress: CommitmentCommand = {
  type: 'ReportProgress',
  data: { narrative: 'An example', percent: 40, evidence },
};
const onlyForUs = internally(commitment);

describe('Internal to one side,', () => {
  it('progress is reported on work that both sides know to have begun', () =>
    given(onlyForUs, ...inProgress)
      .when(progress, lead)
      .then({
        type: 'ProgressReported',
        data: { side: 'PK', institution: 'pk-stza', narrative: 'An example', percent: 40, evidence },
      }));

  it('progress is not reported where it would begin the work', () =>
    given(onlyForUs, ...adopted)
      .when(progress, lead)
      .thenRefused('INTERNAL_NOT_POSSIBLE'));

  it('progress is assessed and institutions are reminded', () => {
    given(onlyForUs, ...adopted)
      .when({ type: 'AssessProgress', data: { rating: 'atRisk' } }, pk)
      .then({ type: 'ProgressAssessed', data: { by: 'PK', rating: 'atRisk' } });
    given(onlyForUs, ...adopted)
      .when({ type: 'IssueReminder', data: { to: 'pk-stza', regarding: 'The next report' } }, pk)
      .then({ type: 'ReminderIssued', data: { to: 'pk-stza', regarding: 'The next report' } });
  });

  it.each<[CommitmentCommand, typeof inProgress]>([
    [{ type: 'StartWork', data: { cause: 'An example' } }, adopted],
    [{ type: 'BlockCommitment', data: samples.CommitmentBlocked }, inProgress],
    [{ type: 'ReportCompletion', data: { completedOn: '2022-04-10', evidence } }, inProgress],
    [{ type: 'AttachEvidence', data: { evidence: evidence[0]! } }, inProgress],
    [{ type: 'DefineMilestone', data: { title: 'Roof' } }, inProgress],
    [{ type: 'SetDueDate', data: { due: { date: '2031' } } }, inProgress],
    [{ type: 'WithdrawCommitment', data: { reason: 'An example' } }, inProgress],
  ])('$type is refused, because both sides rely on it', (command, life) =>
    given(onlyForUs, ...life)
      .when(command, command.type === 'ReportCompletion' ? lead : pk)
      .thenRefused('INTERNAL_NOT_POSSIBLE'),
  );

  it('nothing is recorded by an actor of a side of another forum, or of no side', () => {
    const assess: CommitmentCommand = { type: 'IssueReminder', data: { to: 'pk-stza', regarding: 'The next report' } };
    const policy = context({ id: 'carry_into_effect', role: 'policy' });
    given(commitment, ...adopted)
      .when(assess, policy)
      .then(sample('ReminderIssued', assess.data));
    given(onlyForUs, ...adopted)
      .when(assess, policy)
      .thenRefused('INTERNAL_NOT_POSSIBLE');
  });

  it('a command that is refused for everybody is refused with the same code', () =>
    given(onlyForUs, ...inProgress)
      .when({ type: 'AssessProgress', data: { rating: 'atRisk' } }, context(coChair('PK')))
      .thenRefused('ROLE_MAY_NOT'));

  it('a command that changes nothing leads to nothing', () =>
    given(onlyForUs, ...inProgress)
      .when({ type: 'StartWork', data: { cause: 'An example' } }, pk)
      .thenNothing());

  it('a report is taken on a commitment that waits for confirmation', () =>
    expect(onlyForUs.decide(progress, reportedCompleteState(), context(secretariat('PK')))).toHaveLength(1));
});

const reportedCompleteState = () => reportedComplete.reduce(commitment.evolve, commitment.initial);
