import type { StatementEvent } from './events.js';

type Type = StatementEvent['type'];

/**
 * What a verb can mean: one kind of statement, or one of four words whose kind the rest of the statement decides. Words
 * of one sense do the same, in every language.
 */
export type Sense = Exclude<Type, 'CommitmentReviewed'> | 'Approved' | 'Endorsed' | 'Reviewed' | 'Deferred';

/** What a verb of each sense does, and what a statement with it has to name. */
export const senses: Readonly<Record<Sense, { does: string; needs?: string }>> = {
  DecisionTaken: { does: 'decides; its undertakings become commitments', needs: '`undertakings`: what is to be done' },
  UndertakingAgreed: {
    does: 'agrees; its undertakings become commitments',
    needs: '`undertakings`: what is to be done; of one side alone with that side as `speaker`',
  },
  Approved: {
    does: 'accepts the proposals in `commitments`, or else decides',
    needs: '`commitments`: what it approves, or `undertakings`: what is to be done now',
  },
  Endorsed: {
    does: 'recommends to the higher forum; in the highest forum, or with `undertakings`, it approves',
    needs: 'in the highest forum `commitments` or `undertakings`; elsewhere `toForum`, where it is not the parent',
  },
  ProjectInitiated: { does: 'starts the work', needs: '`starts`: the commitments on which work begins' },
  InstrumentSigned: {
    does: 'signs an instrument; reports a commitment complete that it fulfils',
    needs: '`instrument`, `parties`',
  },
  BodyEstablished: { does: 'sets up a body; reports a commitment complete that it fulfils', needs: '`body`' },
  DirectionGiven: {
    does: 'binds the side that speaks, and nobody else',
    needs: '`speaker` (a side), `undertakings`',
  },
  RequestMade: { does: 'asks; nothing is owed until the addressee accepts', needs: '`addressee`: { side }' },
  RecommendationMade: {
    does: 'refers commitments to a higher forum',
    needs: '`toForum`, where it is not the parent; `commitments`',
  },
  ProposalMade: { does: 'proposes; it waits for the other side', needs: '`speaker` (a side), `undertakings`' },
  ProposalAccepted: { does: 'accepts proposals', needs: '`commitments`' },
  ProposalDeclined: { does: 'declines proposals', needs: '`commitments`, `reason`' },
  ProposalWithdrawn: { does: 'withdraws proposals', needs: '`commitments`, `reason`' },
  Reviewed: {
    does: 'says what becomes of one commitment; without `commitmentId` and `outcome` it is noted, and nothing follows',
    needs: '`commitmentId`, `outcome` and what the outcome needs, or none of these',
  },
  Deferred: { does: 'puts a commitment off', needs: '`commitmentId`, `due`' },
  ProgressAppreciated: { does: 'appreciates; nothing follows' },
  OutcomeCommended: { does: 'praises; nothing follows' },
  AchievementAcknowledged: { does: 'acknowledges, which is not “completed”; nothing follows' },
  ConcernExpressed: { does: 'expresses concern; nothing follows' },
  MatterNoted: { does: 'takes note; nothing follows' },
  PositionReaffirmed: { does: 'states a position; nothing follows' },
  HopeExpressed: { does: 'hopes; nothing follows' },
  StatementInsertedBySide: { does: 'puts in a reservation of one side', needs: '`speaker` (a side)' },
};

/** What decides beside the verb: the other fields of the statement, and the forum above the one that meets. */
export interface Said {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly parent?: string;
}

/** A kind of statement, and what follows for fields that are left out. */
export interface Kind {
  readonly type: Type;
  readonly assumes?: Readonly<Record<string, unknown>>;
}

/** The kind of statement that a verb of this sense makes. Each word whose kind is not fixed has its rule here. */
export const kindOf = (sense: Sense, { fields, parent }: Said): Kind => {
  const has = (...names: string[]): boolean => names.some((it) => fields[it] !== undefined);
  switch (sense) {
    case 'Reviewed':
      return { type: has('commitmentId', 'outcome') ? 'CommitmentReviewed' : 'MatterNoted' };
    case 'Deferred':
      return { type: 'CommitmentReviewed', assumes: { outcome: 'deferred' } };
    case 'Approved':
      return { type: has('commitments') && !has('undertakings') ? 'ProposalAccepted' : 'DecisionTaken' };
    case 'Endorsed':
      return has('toForum') || (parent !== undefined && !has('undertakings'))
        ? kindOf('RecommendationMade', { fields, parent })
        : kindOf('Approved', { fields });
    case 'RecommendationMade':
      return { type: sense, ...(parent !== undefined && { assumes: { toForum: parent } }) };
    default:
      return { type: sense };
  }
};
