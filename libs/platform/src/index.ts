/** What apps need of the libraries below. Apps do not import those libraries themselves. */
export {
  categoryOf,
  errorFromData,
  errorToData,
  idOf,
  kindOf,
  LedgerError,
  streamName,
  type ErrorData,
  type ErrorKind,
} from '@jwg/event-sourcing';
export type { Cursor, EventStore, FollowerHealth, StoredEvent } from '@jwg/event-sourcing';
export { carryIntoEffect, doubtCodes, sees, wayOutOf } from '@jwg/domain';
export type { Actor, Category, DoubtCode, Due, OccurredAt, Role, Speaker, Viewer, Violation } from '@jwg/domain';
export { derivedId } from './writing/derived-id.js';
export * from './writing/request-context.js';
export { digestOf, UnfitEvent } from './writing/to-events.js';
export { Ledger, type Receipt } from './writing/ledger.js';
export type { LedgerStoredEvent } from './writing/stored-event.js';
export { WithinBytes } from './writing/within-bytes.js';
export { StaleRevision } from './writing/stale-revision.js';
export { carryOut } from './following/policies.js';
export { moveHouse } from './moving/move-house.js';
export type { KeyService } from './proving/notary-key.js';
export { CosignatureRefused } from './proving/given-note.js';
export { checkEvidence, type Evidence, type EvidenceChecked } from './witnessing/evidence.js';
export { openWitness, type OpenWitness, type WitnessSettings } from './witnessing/open-witness.js';
export type { Looked } from './witnessing/witness.js';
export { NothingSigned, OutsideTree, type ConsistencyProof, type InclusionProof } from './proving/proofs.js';
export type { CheckpointList } from './proving/checkpoint-list.js';
export type { Bundles } from './proving/bundles.js';
export type { ToBundle } from './proving/to-bundle.js';
export { eventsBetween } from './proving/pages-of.js';
export { verifyFolder, type Verified } from './proving/verify-folder.js';
export { verifyServed, type Served } from './proving/verify-served.js';
export type { LedgerPlace } from './moving/open-source.js';
export { MoveFailed, NotTheSameLedger } from './moving/move-ledger.js';
export { Platform, type Progress } from './platform.js';
export { rowsThere } from './following/rows-there.js';
export { productFolder } from './product-folder.js';
export { forQuestions, readiness, type Readiness } from './health/readiness.js';
export { measureFollowers } from './health/measure-followers.js';
export { measureProcess } from './health/measure-process.js';
export { measureImports, unfinishedImport, unfinishedSince } from './health/unfinished-imports.js';
export { measureStore } from './health/measure-store.js';
export { checkSettings } from './checking/check-settings.js';
export { relayStanding, replayBeside, type RelayStanding } from './relaying/beside.js';
export { BrokersUnavailable, NoBrokers } from './relaying/brokers.js';
export { ReplayRefused, Replays, type ReplayState } from './relaying/replays.js';
export { PlatformModule } from './platform.module.js';
export {
  Unauthenticated,
  IssuerUnavailable,
  type Authenticator,
  type Begun,
  type Checked,
  type Links,
  type WhyNot,
} from './auth/authenticator.js';
export { LinkLate, LinkUnknown, LinkUsed } from './auth/links.js';
export { NoRoleHere, SignInFailed } from './auth/sign-in-at-issuer.js';
export { sealedBy, type Sealed } from './auth/sealed.js';
export { SignIns, type SignedIn } from './auth/sign-ins.js';
export { tokenRoles } from './auth/actor-of-claims.js';
export { IssuerKeyUnusable } from './auth/issuer-key.js';
export { MAX_TOKEN_SECONDS, openLocalIssuer, type LocalIssuer } from './auth/local-issuer.js';
export { authenticatorOf } from './auth/authenticator-of.js';
export { BadSettings, settingsIn } from './settings/settings-in.js';
export { variable } from './settings/variables.js';
export type { ServerSettings, Settings } from './settings/settings.js';
export { listening } from './opening/cannot-listen.js';
export { isShared } from './telling/folder-log.js';
export { tellInThread, WORTH_A_THREAD } from './telling/tell-in-thread.js';
export { Telling, TOLD_AT_ONCE, type ToldStep } from './telling/telling.js';
export { logOf, reasonOf } from './opening/starting.js';
export { kindOfProblem, problemTypes, uriOf, type ProblemType } from './problems/catalogue.js';
export { exitCodeAtStart, exitCodeOf, exitOf, exits } from './problems/exits.js';
export { internal } from './problems/kinds.js';
export * from './problems/problem.js';
export { errorNames } from './logging/error-names.js';
export { handling } from './logging/handling.js';
export { openTracing } from './tracing/open-tracing.js';
export type { RequestSpan, Tracing } from './tracing/tracing.js';
export { traceIdOf, traceparentIn } from './tracing/traceparent.js';
