import { above } from './model.js';
import type { NewStatement } from '../session/statements.js';
import { reviewOutcomes, statementEvents, type ReviewOutcome, type StatementEvent } from '../session/events.js';
import { idsOf, institutions, reason, someCommitment, stateOf, text, undertaking, type Table } from './table.js';

const kinds = Object.keys(statementEvents) as StatementEvent['type'][];

/** A commitment and an outcome that mostly fits its state. */
const reviewed = (table: Table): { commitmentId: string; outcome: ReviewOutcome } => {
  const { dice } = table;
  const commitmentId = someCommitment(table);
  const { implementation, disposition } = stateOf(table, commitmentId);
  const outcome = dice.chance(0.3)
    ? dice.pick(reviewOutcomes)
    : disposition === 'referred'
      ? 'referralReturned'
      : disposition !== 'open' || implementation === 'completed'
        ? 'reopened'
        : implementation === 'reportedComplete'
          ? dice.pick(['completionConfirmed', 'completionNotAccepted'] as const)
          : dice.pick(['carriedOver', 'dateRevised', 'deferred', 'superseded'] as const);
  return { commitmentId, outcome };
};

/** A statement of any kind, mostly one that the session accepts. */
export const statement = (table: Table, id: string): NewStatement => {
  const { dice, forum } = table;
  const known = idsOf(table, 'commitment');
  const type = dice.chance(0.5)
    ? dice.pick(
        known.length < 2
          ? (['DecisionTaken', 'ProposalMade'] as const)
          : (['CommitmentReviewed', 'CommitmentReviewed', 'DecisionTaken'] as const),
      )
    : dice.pick(kinds);
  const one = dice.chance(0.9);
  const isSided = ['DirectionGiven', 'ProposalMade', 'StatementInsertedBySide', 'ProposalDeclined'].includes(type);
  const side = { kind: 'side', side: dice.pick(['PK', 'CN']) };
  const speaker =
    (one && isSided) || (!one && dice.chance(0.5))
      ? side
      : one
        ? { kind: 'joint' }
        : { kind: 'official', office: 'Minister' };
  const proposals = idsOf(table, 'commitment').filter((it) => stateOf(table, it).adoption === 'proposed');
  const answered = type.startsWith('Proposal') && proposals.length > 0 ? dice.pick(proposals) : someCommitment(table);
  const ownSide = institutions.filter((it) => it.startsWith(side.side.toLowerCase()));
  const undertakings = [
    {
      ...undertaking(table),
      ...(dice.chance(0.15) && { commitmentId: answered }),
      ...(type === 'DirectionGiven' && one && { kind: 'measureByOneSide', lead: ownSide, support: [] }),
    },
    ...(dice.chance(0.3) && type !== 'DirectionGiven' ? [undertaking(table)] : []),
  ];
  const ordinal = Number(id.split('.')[1]);
  const particulars: Partial<Record<StatementEvent['type'], object>> = {
    DecisionTaken: { undertakings },
    UndertakingAgreed: { undertakings },
    DirectionGiven: { undertakings },
    ProposalMade: { undertakings },
    RequestMade: { undertakings, addressee: { side: dice.pick(['PK', 'CN']) } },
    ProjectInitiated: { starts: [someCommitment(table)] },
    InstrumentSigned: { instrument: text, parties: dice.some(institutions, 0.3), fulfils: someCommitment(table) },
    BodyEstablished: { body: text, fulfils: someCommitment(table) },
    RecommendationMade: { toForum: above(forum), commitments: [someCommitment(table)] },
    ProposalAccepted: { commitments: [answered] },
    ProposalDeclined: { commitments: [answered], reason },
    ProposalWithdrawn: { commitments: [answered], reason },
    CommitmentReviewed: {
      ...reviewed(table),
      reason,
      due: { date: dice.pick(['2024', '2025']) },
      by: [someCommitment(table)],
      toForum: above(forum),
      toSession: `${forum}.${ordinal + (one ? 1 : 0)}`,
    },
  };
  const refersTo = known.length > 0 && dice.chance(0.3) ? [someCommitment(table)] : [];
  return { type, data: { text, speaker, refersTo, ...particulars[type] } } as unknown as NewStatement;
};
