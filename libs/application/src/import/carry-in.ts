import { setImmediate as breathe } from 'node:timers/promises';
import { Implausible, isAboutItself, isNothingToDo, type DoubtCode } from '@jwg/domain';
import { idOf, Refused, StoreUnavailable } from '@jwg/event-sourcing';
import {
  carryOut,
  requestContext,
  within,
  UnfitEvent,
  type Ledger,
  type LedgerStoredEvent,
  type Receipt,
} from '@jwg/platform';
import type { LedgerCommand } from '../ledger-command.js';
import { pathAt } from './check.js';
import { ImportBrokenOff } from './broken-off.js';
import { confirming, doubtCodesOf, doubtful } from './doubtful.js';
import { contradictions, ON_RECORD_OTHERWISE } from './differences.js';
import { withNamedEntry } from './named-entry.js';
import { numbering } from './numbering.js';
import type { Found, Path } from './problem.js';
import { SignMinutes } from '../session/index.js';
import { recordOf } from './recorded.js';
import { anew, isSettled, noLongerThere, SET_ASIDE } from './set-aside.js';
import { tooEarly } from './too-early.js';
import type { ImportStep } from './step.js';

export interface Prepared {
  readonly step: ImportStep;
  /** Missing when a field of the step is invalid; later steps that build on it are then left unjudged. */
  readonly command?: LedgerCommand;
}

export interface Carried {
  readonly events: readonly LedgerStoredEvent[];
  /** Steps that an earlier import carried out, or whose content somebody had already recorded. */
  readonly known: number;
  readonly refused: readonly Found[];
  /** Steps left unjudged, because a step that they build on was refused or is invalid. */
  readonly unjudged: number;
  /** Whether some of the file is written and the rest is not; only where a ledger writes run by run. */
  readonly unfinished: boolean;
  /** What is implausible; effects that the rules refused or that wait. Somebody should read them. */
  readonly warnings: readonly Found[];
}

export interface Carrying {
  readonly ledger: Ledger;
  execute(command: LedgerCommand): Promise<Receipt>;
  readonly rehearse: boolean;
  /** Whether what is implausible is a problem; otherwise it is taken, with a warning. */
  readonly strict: boolean;
  /** The doubts that are confirmed for the whole file. */
  readonly confirm: readonly DoubtCode[];
  progress?(done: number, total: number): void;
}

/** Thrown inside `together`, so that nothing of the file is written. */
class Stopped extends Error {}

/**
 * Gives every command in order, as one transaction: all are written, or none. After a refusal it continues, so that it
 * reports every refusal of the file, but writes nothing. A ledger that writes run by run may be broken off in between;
 * the same file again finds what stands by the commands' ids, and writes the rest.
 */
export const carryIn = async (prepared: readonly Prepared[], carrying: Carrying): Promise<Carried> => {
  const { ledger, rehearse, strict, confirm, progress } = carrying;
  const { actor, commandId: run, correlationId = run } = requestContext();
  let state = fresh();
  const steps = prepared.map(({ step }) => step);
  const ids = new Set(steps.map(({ commandId }) => commandId));
  const standing: LedgerStoredEvent[] = [];
  let current: ImportStep | undefined;

  const give = async ({ step, command }: Prepared): Promise<readonly LedgerStoredEvent[]> => {
    if (!command) return (state.fail(step), []);
    if (state.isUncertain(step)) return (state.leave(step), []);
    const { recorded, corrections, setAside } = await recordOf(ledger, step, command);
    if (recorded.length > 0) {
      state.know(recorded, step.completes ? [] : contradictions(step, command, recorded, corrections));
      return recorded;
    }
    if (!setAside) return giveNew(step, command);
    if (isSettled(setAside, ids)) return (state.know([setAside.entry], []), []);
    // Only a signature may come again in another form: nothing else has this place.
    const isAnother = contradictions(step, command, [setAside.entry], corrections).length > 0;
    if (step.kind === SignMinutes && isAnother) return giveNew(anew(step, setAside), command);
    return (state.know([setAside.entry], [noLongerThere(step, setAside)]), []);
  };

  const giveNew = async (step: ImportStep, unnamed: LedgerCommand): Promise<readonly LedgerStoredEvent[]> => {
    const command = await withNamedEntry(ledger, step, unnamed);
    if ('path' in command) return (state.refuse(step, tooEarly(command, step, steps)), []);
    const { commandId, by } = step;
    const onBehalfOf = by && { role: by.institution === undefined ? 'secretariat' : 'focalPoint', ...by };
    const who = onBehalfOf ? { ...actor, onBehalfOf } : actor;
    try {
      const receipt = await within({ actor: who as typeof actor, commandId, correlationId }, () =>
        execute(command, step),
      );
      state.take(step, receipt);
      return receipt.events;
    } catch (error) {
      const [first, ...others] = refusals(error, step);
      if (!first) throw error;
      state.refuse(step, tooEarly(first, step, steps), others);
      return [];
    }
  };

  /** What is implausible is taken all the same, unless the import is strict. */
  const execute = async (command: LedgerCommand, step: ImportStep): Promise<Receipt> => {
    const confirmed = [...confirm, ...(command.confirm ?? [])];
    try {
      return await carrying.execute(confirmed.length > 0 ? confirming(command, confirmed) : command);
    } catch (error) {
      if (!(error instanceof Implausible) || strict) throw error;
      const receipt = await carrying.execute(confirming(command, doubtCodesOf(error, confirmed)));
      state.warnings.push(...doubtful(error, step, confirmed));
      return receipt;
    }
  };

  /** @param brokenOffAfter  the last step that stands: its effects may not, as they are written after it */
  const work = async (brokenOffAfter?: number): Promise<void> => {
    state = fresh();
    for (const [n, it] of prepared.entries()) {
      current = it.step;
      const events = await give(it);
      if (n === brokenOffAfter) for (const event of events) await carryOut(ledger, event);
      if (stands(events)) state.lastStanding = n;
      progress?.(n + 1, prepared.length);
      if (n % 10 === 9) await breathe(); // lets other requests run
    }
    if (state.refused.length > 0) throw new Stopped();
  };

  const follow = async (event: LedgerStoredEvent): Promise<void> => {
    await carryOut(ledger, event);
    const id = idOf(event.stream);
    if (event.type === 'OutcomeWaits')
      state.waits(id, {
        path: current!.at,
        code: 'OUTCOME_WAITS',
        rule: `waits on ${id} until it has ${event.data.waitsFor.map((it) => waitsFor[it]).join(' and ')}.`,
        wayOut: 'Import what it waits for; it applies by itself then.',
      });
    if (event.type === 'CompletionConfirmed') state.waits(id);
    if (event.type === 'EffectNotApplied' && !isNothingToDo(event.data))
      state.warnings.push({
        path: current!.at,
        code: event.data.refusal.code,
        rule: `has no effect on ${id}: ${event.data.refusal.detail}`,
      });
  };

  /** The last step that stands already, where an earlier attempt may have been broken off behind it. */
  const lastStanding = async (): Promise<number | undefined> => {
    if (!ledger.writesRunByRun) return undefined;
    await ledger.together(() => work(), { follow, rehearse: true }).catch(unlessStopped);
    return state.lastStanding;
  };

  try {
    const { events } = await ledger.together(async () => work(await lastStanding()), {
      follow,
      rehearse,
      stands: (run) => standing.push(...run),
      about: [...new Set(steps.map(({ subject }) => subject))],
    });
    return { ...state.result(), events, unfinished: false };
  } catch (error) {
    if (error instanceof StoreUnavailable && standing.length > 0) throw new ImportBrokenOff(standing.length, error);
    unlessStopped(error);
    const { known, ...result } = state.result();
    return { ...result, known, events: standing, unfinished: ledger.writesRunByRun && known + standing.length > 0 };
  }
};

const unlessStopped = (error: unknown): void => {
  if (!(error instanceof Stopped)) throw error;
};

const waitsFor = {
  report: 'a report of completion',
  evidence: 'evidence of completion',
  signatures: 'the signatures of both sides',
} as const;

const fresh = () => {
  const refused: Found[] = [];
  const warnings: Found[] = [];
  const waiting = new Map<string, Found>();
  const doubtful = new Set<string>();
  let known = 0;
  let unjudged = 0;

  const numbers = numbering();
  const fail = (step: ImportStep): void => {
    numbers.failed(step);
    step.brings.forEach((it) => doubtful.add(it));
  };
  const leave = (step: ImportStep): void => {
    unjudged += 1;
    fail(step);
  };
  /** The ledger has this already, so nothing later is in doubt, whether or not the file agrees with it. */
  const know = (recorded: readonly LedgerStoredEvent[], found: readonly Found[]): void => {
    numbers.recorded(recorded);
    if (found.length === 0) known += 1;
    refused.push(...found);
  };
  /** Whether a refusal follows from a failed step: from the id or the state that this step would have produced. */
  const follows = ({ subject }: ImportStep, { code = '', about = [] }: Found): boolean => {
    const isAboutSubject = code === CHANGES_NOTHING || isAboutItself(code);
    return [...about, ...(isAboutSubject ? [subject] : [])].flatMap(outersOf).some((it) => doubtful.has(it));
  };
  /** Whether what the step would complete contradicts the record. */
  const isFoundIn = (at: Path): boolean =>
    refused.some(({ path }) => path.length > at.length && at.every((part, depth) => part === path[depth]));
  const refuse = (step: ImportStep, found: Found, others: readonly Found[] = []): void => {
    if (follows(step, found) || (step.completes && isFoundIn(step.at))) return leave(step);
    refused.push(found, ...others);
    fail(step);
  };
  const take = (step: ImportStep, { events }: Receipt): void => {
    if (events.length === 0 && step.mustChange) return refuse(step, changesNothing(step));
    numbers.recorded(events);
    if ((events.length === 0 && !step.completes) || stands(events)) known += 1;
  };
  /** An outcome waits on this commitment; without one, none does any more. */
  const waits = (id: string, found?: Found): void => {
    if (found) waiting.set(id, found);
    else waiting.delete(id);
  };
  const result = () => ({
    refused: refused.filter(speaksForItself).filter(isNotWithin),
    warnings: [...warnings, ...waiting.values()],
    known,
    unjudged,
  });
  return {
    ...{ refused, warnings, waits, fail, leave, know, refuse, take, result },
    isUncertain: numbers.isUncertain,
    lastStanding: undefined as number | undefined,
  };
};

/** Whether these are events that an earlier import has written. */
const stands = (events: readonly LedgerStoredEvent[]): boolean =>
  events.length > 0 && events.every(({ position }) => position >= 0);

/** A source that differs is reported once, not again for each part of its entry. */
const speaksForItself = ({ path, code }: Found, n: number, all: readonly Found[]): boolean =>
  code !== ON_RECORD_OTHERWISE ||
  !all.some((it, m) => {
    const entry = it.path.slice(0, -1);
    return (
      it.code === code &&
      it.path.at(-1) === path.at(-1) &&
      (it.path.length < path.length || (it.path.length === path.length && m < n)) &&
      entry.every((part, depth) => part === path[depth])
    );
  });

/** What was annulled with its session is reported for the session, not again for each of its parts. */
const isNotWithin = ({ path, code }: Found, n: number, all: readonly Found[]): boolean =>
  code !== SET_ASIDE ||
  !all.slice(0, n).some((it) => it.code === code && it.path.every((part, depth) => part === path[depth]));

const CHANGES_NOTHING = 'CHANGES_NOTHING';

/** An id and the ids around it: for `f.1.c2` also `f.1.c` (all commitments of that session), `f.1` and `f`. */
const outersOf = (id: string): string[] => {
  const parts = id.split('.');
  const outers = parts.map((_, n) => parts.slice(0, n + 1).join('.'));
  return /\.[cs]\d+$/.test(id) ? [...outers, id.replace(/\d+$/, '')] : outers;
};

const refusals = (error: unknown, step: ImportStep): Found[] => {
  const { at, places } = step;
  if (error instanceof Refused) return [{ path: at, code: String(error.code), rule: error.detail, about: error.about }];
  if (error instanceof UnfitEvent) return [{ path: pathAt(error.field, at, places), rule: error.rule }];
  return error instanceof Implausible ? doubtful(error, step) : [];
};

const changesNothing = ({ at }: ImportStep): Found => ({
  path: at,
  code: CHANGES_NOTHING,
  rule: 'It is so already; this would change nothing.',
  wayOut: 'Leave it out, or see whether its date is the right one.',
});
