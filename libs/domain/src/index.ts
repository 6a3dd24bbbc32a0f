export * from './vocabulary.js';
export * from './ids.js';
export * from './metadata.js';
export * from './context.js';
export * from './catalogue.js';
export * from './upcasters.js';
export { cipherOf, mayHaveCipher, replaceCiphers, standIn } from './ciphers.js';
export { namesPersons, withPersonalTexts, type TextChange } from './persons.js';
export { contextOf, neededFor, type Needed, type States } from './context-of.js';
export { commitmentsNamedIn } from './named-ids.js';
export { innerSide, internalKinds, internally, sees, type Viewer } from './internal.js';
export { cut, isKeepable, normal, showsSomething } from './texts.js';
export { fits, violations, type Violation } from './violations.js';
export { forum, type ForumCommand } from './forum/decide.js';
export type { ForumRefusal } from './forum/rules.js';
export { forumEvents, type ForumEvent } from './forum/events.js';
export type { Forum } from './forum/state.js';
export { lastSuccessor } from './forum/succession.js';
export { session, type SessionCommand } from './session/decide.js';
export {
  isStatement,
  reviewOutcomes,
  sessionEvents,
  statementEvents,
  type ReviewOutcome,
  type SessionEvent,
  type StatementEvent,
} from './session/events.js';
export { isNothingToDo, NOTHING_TO_DO } from './commitment/nothing-to-do.js';
export { numberIds } from './session/numbers.js';
export type { SessionRefusal } from './session/rules.js';
export { idIn, idsOf } from './by-id.js';
export { undertakingsIn } from './session/statement.js';
export { type Session } from './session/state.js';
export type { NewStatement } from './session/statements.js';
export { inWords, lexiconOf, type Lexicon, type Meaning, type OwnVerb } from './session/lexicon.js';
export { kindOf, senses, type Sense } from './session/senses.js';
export { setRight, wrongIn } from './set-right.js';
export { correctableFields } from './correctable.js';
export { changedFields, type ChangedField } from './changed-fields.js';
export { renamed } from './moved.js';
export { broughtUpBy } from './session/brought-up.js';
export { isAboutItself } from './refusals.js';
export { doubtCodes, Implausible, type Doubt, type DoubtCode } from './plausibility/doubt.js';
export { acceptedDoubts } from './plausibility/doubts-about.js';
export { recallAfter } from './plausibility/recall.js';
export { nothingRecalled, type Recall } from './recalled.js';
export { wayOutOf } from './ways-out.js';
export { commitment, type CommitmentCommand } from './commitment/decide.js';
export { commitmentEvents, type CommitmentEvent } from './commitment/events.js';
export { actsOf, type Around } from './commitment/may.js';
export { nextMoves, type Mover, type NextMove } from './commitment/next-moves.js';
export type { CommitmentAct } from './commitment/trials.js';
export type { CommitmentRefusal } from './commitment/rules.js';
export {
  axesAfter,
  sameAxes,
  type Adoption,
  type Axes,
  type Commitment,
  type Disposition,
  type Implementation,
} from './commitment/state.js';
export { lacking, waitingAfter, type Waiting, type WaitsFor } from './commitment/waiting.js';
export { ruleOf, statusOf, type Status } from './commitment/status.js';
export {
  claimedFacts,
  claiming,
  claimsOf,
  reasonOfChoice,
  weightier,
  type ClaimedFact,
  type ReasonOfChoice,
} from './commitment/claims.js';
export { evolveStanding, notRegistered, type Standing } from './commitment/standing.js';
export { lastMoves, movable, type LastMoves, type Movable, type Move } from './commitment/last-moves.js';
export { wordsOfRule } from './commitment/rule-words.js';
export { isSame as isSameRead, MOST_READS_A_DAY, reads, readsId, type ReadCommand } from './reads/decide.js';
export { readEvents, readKinds, type ReadEvent } from './reads/events.js';
export { carryIntoEffect } from './policies/carry-into-effect.js';
