import type { Report } from './report.js';

/** The report in plain words, a line each. */
export const tellingOf = (report: Report): string[] => {
  const { about, reader, events, upTo, checkpoint, witnesses, streams, wrong, notProved, story } = report;
  if (checkpoint === undefined) return wrong.map(({ what }) => `WRONG  ${what}`);
  const who = reader === 'everybody' ? 'everybody' : `those of ${reader}`;
  return [
    `The story of ${about}, for ${who}: ${events} events, as far as position ${upTo - 1}`,
    ...story.map((it) => `  ${it}`),
    '',
    ...(wrong.length > 0
      ? ['This bundle is WRONG:', ...wrong.map(({ what }) => `  WRONG  ${what}`)]
      : [
          'Checked, and so:',
          `  Every event is as it was when the ledger ${checkpoint.origin} signed its first ${checkpoint.size} events.`,
          `  Signed by ${checkpoint.key}`,
          ...witnesses.map((it) => `  Co-signed by the witness ${it}`),
          ...streams.map(
            ({ stream, events, completeTo }) =>
              `  ${stream}: ${events} events, and no other that all may see before position ${completeTo}`,
          ),
        ]),
    '',
    'Not proved:',
    ...notProved.map(({ what }) => `  ${what}`),
  ];
};
