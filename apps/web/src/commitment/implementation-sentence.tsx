import { Plural, Trans } from '@lingui/react/macro';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import type { Names } from '../words/names.js';
import { useWho, type Who } from '../words/who.js';

/** The last move of the work: who, when, with what. */
export const ImplementationSentence = ({ of, names }: { of: CommitmentAnswer; names: Names }) => {
  const who = useWho(names);
  const last = of.why.implementation.at(-1);
  const on = dateWords(last?.occurredAt.value ?? '');
  const by = who(last?.side === undefined ? { kind: 'joint' } : { kind: 'side', side: last.side });
  switch (of.implementation) {
    case 'notStarted':
      return of.kind === 'continuing' ? (
        <Trans>It is never completed, only reviewed; no work on it is recorded.</Trans>
      ) : (
        <Trans>No work on it is recorded.</Trans>
      );
    case 'inProgress':
      return of.kind === 'continuing' ? (
        <Trans>It is under way since {on}. It is never completed, only reviewed.</Trans>
      ) : (
        <Trans>It is under way since {on}.</Trans>
      );
    case 'onHold':
      return <OnHold of={of} on={on} />;
    case 'reportedComplete': {
      const given = of.evidence.filter(({ interim, retracted }) => !interim && retracted === undefined).length;
      const reporter = of.completion === undefined ? by : who(reporterOf(of.completion.by));
      const day = dateWords(of.completion?.completedOn ?? last?.occurredAt.value ?? '');
      return (
        <Trans>
          {reporter} reported it complete as of {day},{' '}
          <Plural
            value={given}
            _0="and no evidence of that counts any more"
            one="with one piece of evidence"
            other="with # pieces of evidence"
          />
          .
        </Trans>
      );
    }
    case 'completed':
      return <Trans>Its completion was confirmed on {on}.</Trans>;
  }
};

const OnHold = ({ of: { blockedBy }, on }: { of: CommitmentAnswer; on: string }) => {
  const cause = blockedBy?.cause ?? '';
  const needed = blockedBy?.waitingFor;
  return needed === undefined ? (
    <Trans>
      It is on hold since {on}: {cause}
    </Trans>
  ) : (
    <Trans>
      It is on hold since {on}: {cause} It waits for {needed}.
    </Trans>
  );
};

export const reporterOf = ({ side, institution }: { side?: string; institution?: string; forum?: boolean }): Who =>
  institution !== undefined
    ? { kind: 'institution', institution, side }
    : side !== undefined
      ? { kind: 'side', side }
      : { kind: 'joint' };
