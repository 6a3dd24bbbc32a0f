import type { Bundle } from './format.js';
import type { CheckedStream, NotProved } from './report.js';
import type { Head } from './signatures.js';
import type { Pinned } from './pinned.js';

interface Seen {
  readonly bundle: Bundle;
  readonly head: Head;
  readonly checked: readonly CheckedStream[];
  /** How many of the entries are sealed. */
  readonly sealed: number;
  readonly pinned: Pinned;
  readonly witnesses: readonly string[];
}

/** What cannot be seen in a bundle, in words. */
export const notProvedBy = (seen: Seen): NotProved[] => [
  ...ofTheKey(seen),
  ...ofTheStreams(seen),
  {
    code: 'OTHER_STREAMS',
    what: `That no other stream speaks of ${seen.bundle.about}: which ones belong to it, the ledger said that made the bundle.`,
  },
  {
    code: 'AFTERWARDS',
    what: `What was recorded from position ${seen.bundle.upTo} on: a bundle is as old as its making.`,
  },
  {
    code: 'TRUTH',
    what: 'That what was entered is what was said and signed. The sources that the events name can show that.',
  },
];

const ofTheKey = ({ bundle, pinned, witnesses }: Seen): NotProved[] => [
  ...(pinned.key === undefined
    ? [
        {
          code: 'KEY_IS_ITS_OWN' as const,
          what: `Whose ledger it is: the key came with the bundle. Compare it with one that was kept elsewhere: ${bundle.key}`,
        },
      ]
    : []),
  ...(witnesses.length === 0
    ? [
        {
          code: 'NO_WITNESS' as const,
          what: 'That others are shown the same ledger: no witness whose key was given has signed this checkpoint.',
        },
      ]
    : []),
];

const ofTheStreams = ({ bundle: { entries, upTo }, checked, sealed }: Seen): NotProved[] => {
  const open = checked.filter(({ completeTo }) => completeTo < upTo);
  const leftOut = checked.filter((it) => it.leftOut > 0);
  return [
    ...open.map(({ stream, completeTo }) => ({
      code: 'LATER_EVENTS' as const,
      what: `That ${stream} has no other event at the positions ${completeTo} to ${entries.from - 1}. A bundle with more entries shows it.`,
    })),
    ...leftOut.map((it) => ({
      code: 'LEFT_OUT' as const,
      what: `What is in ${it.leftOut} of the events of ${it.stream}: they are internal to a side, and this bundle may not show them.`,
    })),
    ...(entries.from > 0
      ? [
          {
            code: 'WHOLE_LEDGER' as const,
            what: `That no event before position ${entries.from} has the stream and the revision of another one: jwg verify looks at all of them.`,
          },
        ]
      : []),
    ...(sealed > 0
      ? [
          {
            code: 'SEALED' as const,
            what: `Of which streams ${sealed} sealed entries from position ${entries.from} on are: they are internal to a side. Such events change no status.`,
          },
        ]
      : []),
  ];
};
