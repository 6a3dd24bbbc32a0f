import { Refused } from '@jwg/event-sourcing';
import { answerFor } from '../forum/succession.js';
import { forumOf, sessionId, statementId } from '../ids.js';
import type { Actor } from '../metadata.js';
import type { CommitmentCommand } from './decide.js';
import type { CommitmentEvent } from './events.js';
import { contextOfTrial, tried, type Around } from './may.js';
import { isOver, type Commitment } from './state.js';
import { ruleOf } from './status.js';
import { trials } from './trials.js';
import { lacking, type WaitsFor } from './waiting.js';

/** A move that brings a commitment nearer to its completion, by the table of transitions. */
export interface NextMove {
  /** The event by which it moves. */
  readonly move: CommitmentEvent['type'];
  readonly rule: string;
  /** Who may make it, each without the others; nobody where it comes by itself. */
  readonly by: readonly Mover[];
  /** What has to be there first. */
  readonly needs?: readonly WaitsFor[];
}

/** A joint statement in a session of a forum, or a person of one side. */
export type Mover =
  | { readonly forum: string }
  | {
      readonly role: 'coChair' | 'secretariat' | 'focalPoint';
      readonly side: string;
      readonly institution?: string;
      /** Only together with the other side: both sign one text in which it stands, or both consent. */
      readonly together?: true;
    };

type Step = (typeof steps)[number];

/** In the order in which they come. */
const steps = [
  { command: 'ReturnReferral', move: 'ReferralReturned' },
  { command: 'AcceptCommitment', move: 'CommitmentAccepted' },
  { command: 'AdoptCommitment', move: 'CommitmentAdopted' },
  { command: 'StartWork', move: 'WorkStarted' },
  { command: 'UnblockCommitment', move: 'CommitmentUnblocked' },
  { command: 'ReportCompletion', move: 'CompletionReported' },
  { command: 'ConfirmCompletion', move: 'CompletionConfirmed' },
] as const;

/**
 * What a commitment waits for, by the rules themselves: each step is tried for everybody who could make it.
 *
 * @param signed  the sides that have signed the text in which it stands
 */
export const nextMoves = (state: Commitment, around: Around, signed: readonly string[] = []): NextMove[] =>
  !state.registered || isOver(state)
    ? []
    : steps.flatMap((step) => {
        const asked = askers(step, state, around, signed).flatMap((it) => answerTo(it, step, state, around));
        if (asked.length === 0) return [];
        const needs = asked[0]!.isLacking ? lacking(state) : [];
        // A session may confirm what nobody has reported yet. It is no next move before, but where a session did so.
        if (needs.includes('report') && !state.waiting) return [];
        const by = state.waiting && step.command === 'ConfirmCompletion' ? [] : asked.map(({ mover }) => mover);
        const rule = ruleOf(step.move, state, state)!;
        return [{ move: step.move, rule, by, ...(needs.length > 0 && { needs }) }];
      });

interface Asker {
  readonly mover: Mover;
  readonly actor: Actor;
  readonly commands: readonly CommitmentCommand[];
}

const askers = (step: Step, state: Commitment, around: Around, signed: readonly string[]): Asker[] => {
  const { forum } = around;
  switch (step.command) {
    case 'AdoptCommitment': {
      const data = { session: sessionOfTrial(forumOf(state.id)), version: 1, digest: '', diff: [] };
      return forum.sides
        .filter((side) => !signed.includes(side))
        .map((side) => bySession({ role: 'coChair', side, together: true }, { type: step.command, data }));
    }
    case 'ReturnReferral':
    case 'AcceptCommitment':
      return inSessions(step.command, state);
    case 'ConfirmCompletion':
      return [...inSessions(step.command, state), ...people(step.command, state, around)];
    case 'StartWork':
    case 'UnblockCommitment':
    case 'ReportCompletion':
      return people(step.command, state, around);
  }
};

const policy: Actor = { id: 'trial', role: 'policy' };
const bySession = (mover: Mover, command: CommitmentCommand): Asker => ({ mover, actor: policy, commands: [command] });

/** A session that there is not, so that nothing was said in it. */
const sessionOfTrial = (forum: string): string => sessionId(forum, 9999);

/** Its own forum, and the one that it was referred to. */
const inSessions = (type: 'ReturnReferral' | 'AcceptCommitment' | 'ConfirmCompletion', state: Commitment): Asker[] =>
  [state.referredTo ?? forumOf(state.id)].map((forum) =>
    bySession({ forum }, { type, data: { statement: statementId(sessionOfTrial(forum), 1) } }),
  );

const people = (type: keyof typeof trials, state: Commitment, around: Around): Asker[] => {
  const { forum } = around;
  const institutions = answerFor(forum, [...state.lead, ...state.support]);
  const movers = [
    ...institutions.flatMap((institution) => {
      const side = forum.institutions[institution]?.side;
      return side === undefined ? [] : [{ role: 'focalPoint' as const, side, institution }];
    }),
    ...forum.sides.map((side) => ({ role: 'secretariat' as const, side })),
  ];
  return movers.map((mover) => {
    const actor = { id: 'trial', ...mover };
    const particulars = [...trials[type](state, contextOfTrial(around, actor))];
    return { mover, actor, commands: particulars.map((data) => ({ type, data }) as CommitmentCommand) };
  });
};

/** Nothing where the rules refuse it. */
const answerTo = (
  { mover, actor, commands }: Asker,
  { move }: Step,
  state: Commitment,
  around: Around,
): { mover: Mover; isLacking: boolean }[] => {
  for (const command of commands) {
    const outcome = tried(command, state, contextOfTrial(around, actor));
    if (outcome instanceof Refused) {
      if (isLack(outcome)) return [{ mover: together(mover), isLacking: true }];
    } else if (outcome.some(({ type }) => type === move)) return [{ mover, isLacking: false }];
    else if (outcome.some(({ type }) => type === 'ConsentGiven')) return [{ mover: together(mover), isLacking: false }];
    else if (outcome.some(({ type }) => type === 'OutcomeWaits')) return [{ mover, isLacking: true }];
  }
  return [];
};

const together = (mover: Mover): Mover => ('role' in mover ? { ...mover, together: true } : mover);

/** It is refused only because something else has to come first. */
const isLack = ({ code }: Refused): boolean => code === 'NOT_ADOPTED' || code === 'NO_EVIDENCE';
