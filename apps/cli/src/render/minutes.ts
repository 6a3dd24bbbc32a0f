import { changeOf } from '@jwg/audit';
import type { SessionRecord } from '@jwg/read-models';

/** The versions of the minutes, who said what to them and signed them, and how they differ; a line each. */
export const minutesOf = ({ minutes, differences }: SessionRecord, lang?: string): string[] => {
  const { versions, signatures, comments, inEffect } = minutes;
  if (versions.length === 0) return ['No minutes are recorded: everything said here is unsigned.'];
  return [
    ...versions.map(({ version, on, digest }) => `Version ${version} of the minutes, ${on}, ${digest.slice(0, 19)}…`),
    ...comments.map(
      ({ version, side, comment, paragraph }) =>
        `${side} on version ${version}${paragraph ? `, ${paragraph}` : ''}: ${comment}`,
    ),
    ...agreement(minutes, versions.at(-1)!.version),
    ...signatures.map(signatureLine),
    inEffect ? `In effect since ${inEffect.on}: version ${inEffect.version}` : 'Not signed by both sides on one text.',
    ...differences.flatMap((it) => differenceOf(it, lang)),
  ];
};

const agreement = ({ agreedVersion, agreedBy }: SessionRecord['minutes'], latest: number): string[] => {
  if (agreedVersion !== undefined) return [`The text of version ${agreedVersion} is agreed.`];
  return agreedBy === undefined
    ? []
    : [`${agreedBy} agrees to the text of version ${latest}; the other side does not yet.`];
};

type Signature = SessionRecord['minutes']['signatures'][number];

const signatureLine = ({ side, signatory, office, signedOn, version, ...it }: Signature): string => {
  const who = [signatory, office].filter(Boolean).join(', ');
  const after = it.void ? `; void: ${whyVoid(it)}` : '';
  return `Signed by ${side}${who ? ` (${who})` : ''} on ${signedOn}: version ${version}${after}`;
};

const whyVoid = ({ voidBecause: why }: Pick<Signature, 'voidBecause'>): string => {
  if (why === undefined) return 'a new version was drafted';
  return why.because === 'mistake'
    ? `entered by mistake (${why.reason})`
    : `${why.statementId} was ${why.because} since`;
};

const differenceOf = (
  { from: before, to: version, added, removed, changed }: SessionRecord['differences'][number],
  lang?: string,
): string[] => {
  const against = before === 'said' ? 'what was said' : `version ${before}`;
  const lines = [
    ...(added.length > 0 ? [`adds ${added.join(', ')}`] : []),
    ...(removed.length > 0 ? [`leaves out ${removed.join(', ')}`] : []),
    ...changed.flatMap(({ commitmentId, field, from, to }) =>
      changeOf(`changes ${field} of ${commitmentId}`, from, to, lang),
    ),
  ];
  return lines.map((line) => `Version ${version} against ${against}: ${line}`);
};
