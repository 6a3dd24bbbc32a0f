import type { SessionRecord } from '@jwg/read-models';
import { sayable } from './particulars.js';

/** The versions of the minutes, who signed them, and how they differ; a line each. */
export const minutesOf = ({ minutes: { versions, signatures, inEffect }, differences }: SessionRecord): string[] => {
  if (versions.length === 0) return ['No minutes are recorded: everything said here is unsigned.'];
  return [
    ...versions.map(({ version, on, digest }) => `Version ${version} of the minutes, ${on}, ${digest.slice(0, 19)}…`),
    ...signatures.map(signatureLine),
    inEffect ? `In effect since ${inEffect.on}: version ${inEffect.version}` : 'Not signed by both sides on one text.',
    ...differences.flatMap(differenceOf),
  ];
};

type Signature = SessionRecord['minutes']['signatures'][number];

const signatureLine = ({ side, signatory, office, signedOn, version, void: isVoid }: Signature): string => {
  const who = [signatory, office].filter(Boolean).join(', ');
  const after = isVoid ? ' (void: the text was changed after it)' : '';
  return `Signed by ${side}${who ? ` (${who})` : ''} on ${signedOn}: version ${version}${after}`;
};

const differenceOf = ({
  from: before,
  to: version,
  added,
  removed,
  changed,
}: SessionRecord['differences'][number]): string[] => {
  const against = before === 'said' ? 'what was said' : `version ${before}`;
  const lines = [
    ...(added.length > 0 ? [`adds ${added.join(', ')}`] : []),
    ...(removed.length > 0 ? [`leaves out ${removed.join(', ')}`] : []),
    ...changed.map(
      ({ commitmentId, field, from, to }) =>
        `changes ${field} of ${commitmentId}: ${sayable(from) ?? '–'} → ${sayable(to) ?? '–'}`,
    ),
  ];
  return lines.map((line) => `Version ${version} against ${against}: ${line}`);
};
