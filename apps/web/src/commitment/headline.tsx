import { Trans } from '@lingui/react/macro';
import type { CommitmentAnswer, OverallStatus as Status } from '../api/types.gen.js';

interface Cases {
  readonly signed: React.ReactNode;
  readonly unsigned?: React.ReactNode;
  readonly overdue?: React.ReactNode;
  readonly overdueUnsigned?: React.ReactNode;
}

/** The status, and what is missing: one whole sentence for each case. */
export const Headline = ({ of }: { of: Pick<CommitmentAnswer, 'status' | 'adoption' | 'flags'> }) => {
  const { signed, unsigned = signed, overdue = signed, overdueUnsigned = unsigned } = cases[of.status];
  const late = of.flags.includes('overdue');
  if (of.adoption === 'provisional') return late ? overdueUnsigned : unsigned;
  return late ? overdue : signed;
};

const cases: Readonly<Record<Status, Cases>> = {
  notStarted: {
    signed: (
      <Trans>
        <b className="st st-notStarted">Not started</b>, and signed by both sides
      </Trans>
    ),
    unsigned: (
      <Trans>
        <b className="st st-notStarted">Not started</b>, and unsigned
      </Trans>
    ),
    overdue: (
      <Trans>
        <b className="st st-notStarted">Not started</b>, and overdue, though both sides signed it
      </Trans>
    ),
    overdueUnsigned: (
      <Trans>
        <b className="st st-notStarted">Not started</b>, overdue, and unsigned
      </Trans>
    ),
  },
  inProgress: {
    signed: (
      <Trans>
        <b className="st st-inProgress">In progress</b>, and signed by both sides
      </Trans>
    ),
    unsigned: (
      <Trans>
        <b className="st st-inProgress">In progress</b>, and unsigned
      </Trans>
    ),
    overdue: (
      <Trans>
        <b className="st st-inProgress">In progress</b>, and overdue, though both sides signed it
      </Trans>
    ),
    overdueUnsigned: (
      <Trans>
        <b className="st st-inProgress">In progress</b>, overdue, and unsigned
      </Trans>
    ),
  },
  onHold: {
    signed: (
      <Trans>
        <b className="st st-onHold">On hold</b>, and signed by both sides
      </Trans>
    ),
    unsigned: (
      <Trans>
        <b className="st st-onHold">On hold</b>, and unsigned
      </Trans>
    ),
    overdue: (
      <Trans>
        <b className="st st-onHold">On hold</b>, and overdue, though both sides signed it
      </Trans>
    ),
    overdueUnsigned: (
      <Trans>
        <b className="st st-onHold">On hold</b>, overdue, and unsigned
      </Trans>
    ),
  },
  reportedComplete: {
    signed: (
      <Trans>
        <b className="st st-reportedComplete">Reported complete</b>, not confirmed
      </Trans>
    ),
    unsigned: (
      <Trans>
        <b className="st st-reportedComplete">Reported complete</b>, not confirmed, and unsigned
      </Trans>
    ),
  },
  completed: {
    signed: (
      <Trans>
        <b className="st st-completed">Completed</b>, and confirmed
      </Trans>
    ),
  },
  proposed: {
    signed: (
      <Trans>
        <b className="st st-proposed">Proposed</b>, and not answered
      </Trans>
    ),
  },
  notAdopted: {
    signed: (
      <Trans>
        <b className="st st-notAdopted">Not adopted</b>: nothing is owed
      </Trans>
    ),
  },
  superseded: {
    signed: (
      <Trans>
        <b className="st st-superseded">Superseded</b>: others took its place
      </Trans>
    ),
  },
  withdrawn: {
    signed: (
      <Trans>
        <b className="st st-withdrawn">Withdrawn</b>: nothing more is owed
      </Trans>
    ),
  },
  lapsed: {
    signed: (
      <Trans>
        <b className="st st-lapsed">Lapsed</b>: nothing more is owed
      </Trans>
    ),
  },
  referred: {
    signed: (
      <Trans>
        <b className="st st-referred">Referred</b> to another forum
      </Trans>
    ),
  },
};
