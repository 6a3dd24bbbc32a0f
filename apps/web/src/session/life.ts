import type { SessionRecord } from '../api/types.gen.js';
import { daysBetween } from '../words/spans.js';

export type Stage =
  | { stage: 'planned'; on?: string }
  | { stage: 'met'; on: string; notAfter?: true }
  | { stage: 'cancelled' | 'postponed' }
  | { stage: 'draft'; version: number; on: string; note?: string }
  | { stage: 'earlierDrafts'; number: number; on: string }
  | { stage: 'signed'; sides: readonly string[]; version: number; on: string; left: number }
  | { stage: 'inEffect'; on: string; afterMeeting?: number };

export type Lived = Stage & {
  /** Days since the stage before, where both days are known. */
  readonly gap?: number;
};

/** From the meeting to the binding record, a stage after the other. */
export const lifeOf = (session: SessionRecord): readonly Lived[] => {
  const stages: readonly Stage[] = [...meeting(session), ...drafts(session), ...signing(session)];
  return stages.map((it, n) => {
    const [before, after] = [dayIn(stages[n - 1]), dayIn(it)];
    const gap = before === undefined || after === undefined ? undefined : daysBetween(before, after);
    return gap === undefined || gap < 0 || it.stage === 'inEffect' ? it : { ...it, gap };
  });
};

const meeting = ({ phase, openedOn, heldNotAfter, plannedOn }: SessionRecord): readonly Stage[] => {
  if (phase === 'cancelled' || phase === 'postponed') return [{ stage: 'planned', on: plannedOn }, { stage: phase }];
  if (openedOn !== undefined) return [{ stage: 'met', on: openedOn }];
  if (heldNotAfter !== undefined) return [{ stage: 'met', on: heldNotAfter, notAfter: true }];
  return [{ stage: 'planned', on: plannedOn }];
};

/** All but the signed version; of many only the last two by themselves. */
const drafts = ({ minutes: { versions, inEffect } }: SessionRecord): readonly Stage[] => {
  const unsigned = versions.filter(({ version }) => version !== inEffect?.version);
  const [earlier, last] = unsigned.length > 3 ? [unsigned.slice(0, -2), unsigned.slice(-2)] : [[], unsigned];
  return [
    ...(earlier.length > 0 ? [{ stage: 'earlierDrafts' as const, number: earlier.length, on: earlier[0]!.on }] : []),
    ...last.map(({ version, on, source }) => ({ stage: 'draft' as const, version, on, note: source.note })),
  ];
};

const signing = ({ minutes, openedOn, draftAgainstSigned, differences }: SessionRecord): readonly Stage[] => {
  const { signatures, inEffect } = minutes;
  const valid = signatures.filter((it) => !it.void);
  const days = [...new Set(valid.map(({ signedOn }) => signedOn))].sort();
  const left = differences.find(({ to }) => to === inEffect?.version) ?? draftAgainstSigned;
  const signed = days.map((on) => {
    const that = valid.filter(({ signedOn }) => signedOn === on);
    return {
      stage: 'signed' as const,
      sides: that.map(({ side }) => side),
      version: that[0]!.version,
      on,
      left: left?.removed.length ?? 0,
    };
  });
  if (!inEffect) return signed;
  const afterMeeting = isDay(openedOn) ? daysBetween(openedOn, inEffect.on) : undefined;
  return [...signed, { stage: 'inEffect', on: inEffect.on, afterMeeting }];
};

const isDay = (value: string | undefined): value is string => value?.length === 10;

const dayIn = (stage: Stage | undefined): string | undefined =>
  stage && 'on' in stage && isDay(stage.on) && !('notAfter' in stage) ? stage.on : undefined;
