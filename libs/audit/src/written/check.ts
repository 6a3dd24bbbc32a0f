import { reportFormats, type ReportFormat } from './written-report.js';

/** What a written report says of how it was made: of a session for a side, or of a forum. */
export type MadeAs =
  | { readonly session: string; readonly side: string; readonly asOf: string; readonly format: ReportFormat }
  | {
      readonly forum: string;
      readonly asOf: string;
      readonly occurred: boolean;
      readonly signedOnly: boolean;
      readonly format: ReportFormat;
    };

/** `undefined` of what is no report. */
export const madeAs = (text: string): MadeAs | undefined => {
  const [, subject, side, asOf, occurred, signedOnly, named] =
    /jwg report ([a-z0-9.-]+)(?: --side ([A-Z0-9]+))? --at ([\w.:-]+)( --basis occurred)?( --signed-only)? --format (\w+)/.exec(
      text,
    ) ?? [];
  const format = reportFormats.find((it) => it === named);
  if (subject === undefined || asOf === undefined || format === undefined) return undefined;
  return side === undefined
    ? { forum: subject, asOf, occurred: occurred !== undefined, signedOnly: signedOnly !== undefined, format }
    : { session: subject, side, asOf, format };
};

export type Sameness =
  | { readonly same: true }
  /** The ledger has this event otherwise, or only one of the two has it. */
  | { readonly same: false; readonly from: number }
  /** It rests on the same events; somebody wrote something else into the report, or the program words it otherwise. */
  | { readonly same: false; readonly line: number };

/** Whether a report is what the ledger yields now, and if not, from which event or which line on. */
export const sameAs = (given: string, made: string): Sameness => {
  if (given === made) return { same: true };
  const [before, now] = [eventsIn(given), eventsIn(made)];
  const positions = [...new Set([...before.keys(), ...now.keys()])].sort((a, b) => a - b);
  const from = positions.find((it) => before.get(it) !== now.get(it));
  if (from !== undefined) return { same: false, from };
  const [old, own] = [given.split('\n'), made.split('\n')];
  return {
    same: false,
    line:
      Math.max(
        0,
        own.findIndex((it, n) => it !== old[n]),
      ) + 1,
  };
};

const eventsIn = (text: string): Map<number, string> =>
  new Map(
    [...text.matchAll(/\b(\d+) ([A-Z][A-Za-z]+) ([0-9a-f]{16})\b/g)].map(([, position, type, digest]) => [
      Number(position),
      `${type} ${digest}`,
    ]),
  );
