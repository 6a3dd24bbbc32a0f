import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { SaidStatement } from '../api/types.gen.js';

type Kind = SaidStatement['type'];

/** The interface's word for a kind of statement, where the record does not keep the verb of the minutes. */
export const statementVerbs: Readonly<Record<Kind, MessageDescriptor>> = {
  DecisionTaken: msg`decided`,
  UndertakingAgreed: msg`agreed`,
  ProjectInitiated: msg`began the work`,
  InstrumentSigned: msg`signed an instrument`,
  BodyEstablished: msg`set up a body`,
  DirectionGiven: msg`directed its own bodies`,
  RequestMade: msg`requested`,
  RecommendationMade: msg`recommended`,
  ProposalMade: msg`proposed`,
  ProposalAccepted: msg`accepted a proposal`,
  ProposalDeclined: msg`declined a proposal`,
  ProposalWithdrawn: msg`withdrew a proposal`,
  CommitmentReviewed: msg`reviewed a commitment`,
  ProgressAppreciated: msg`noted with satisfaction`,
  OutcomeCommended: msg`commended`,
  AchievementAcknowledged: msg`acknowledged`,
  ConcernExpressed: msg`expressed concern`,
  MatterNoted: msg`noted`,
  PositionReaffirmed: msg`reaffirmed`,
  HopeExpressed: msg`hoped`,
  StatementInsertedBySide: msg`put in a reservation`,
};

/** A whole sentence for a statement of each kind, to stand by itself. */
export const statementSentences: Readonly<Record<Kind, MessageDescriptor>> = {
  DecisionTaken: msg({ message: '{who} decided' }),
  UndertakingAgreed: msg({ message: '{who} agreed' }),
  ProjectInitiated: msg({ message: '{who} began the work' }),
  InstrumentSigned: msg({ message: '{who} signed an instrument' }),
  BodyEstablished: msg({ message: '{who} set up a body' }),
  DirectionGiven: msg({ message: '{who} directed its own bodies' }),
  RequestMade: msg({ message: '{who} requested it' }),
  RecommendationMade: msg({ message: '{who} recommended it to another forum' }),
  ProposalMade: msg({ message: '{who} proposed it' }),
  ProposalAccepted: msg({ message: '{who} accepted the proposal' }),
  ProposalDeclined: msg({ message: '{who} declined the proposal' }),
  ProposalWithdrawn: msg({ message: '{who} withdrew the proposal' }),
  CommitmentReviewed: msg({ message: '{who} reviewed it' }),
  ProgressAppreciated: msg({ message: '{who} noted with satisfaction' }),
  OutcomeCommended: msg({ message: '{who} commended it' }),
  AchievementAcknowledged: msg({ message: '{who} acknowledged it' }),
  ConcernExpressed: msg({ message: '{who} expressed concern' }),
  MatterNoted: msg({ message: '{who} took note' }),
  PositionReaffirmed: msg({ message: '{who} reaffirmed a position' }),
  HopeExpressed: msg({ message: '{who} expressed a hope' }),
  StatementInsertedBySide: msg({ message: '{who} put in a reservation' }),
};
