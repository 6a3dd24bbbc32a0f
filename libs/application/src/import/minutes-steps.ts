import { statementId } from '@jwg/domain';
import { digestOf } from '@jwg/platform';
import { AgreeMinutesText, DraftMinutes, SignMinutes } from '../session/index.js';
import type { Path } from './problem.js';
import {
  each,
  fieldsBut,
  isRecord,
  rank,
  text,
  type Entry,
  type ImportStep,
  type MakeStep,
  type Sourced,
  type StatementEntry,
} from './step.js';

export const minutesSteps = (entry: Entry<'sessions'>, at: Path, step: MakeStep): ImportStep[] => {
  const { minutes, statements } = entry;
  if (!isRecord(minutes)) return [];
  const session = text(entry.id);
  const words = (Array.isArray(statements) ? (statements as StatementEntry[]) : []).map((it, n) => ({
    statementId: statementId(session, n + 1),
    text: it?.text,
  }));
  const digests: string[] = [];
  const dated = (on: string | undefined, place: Path, own: Sourced) => ({
    on,
    own,
    at: [...at, 'minutes', ...place],
    order: [text(on), rank.session] as const,
  });
  const drafts = each(minutes.versions, 'versions', (version, place) => {
    const { on, languages, omits, changes, digest } = version;
    const kept = words.filter(({ statementId }) => !(Array.isArray(omits) && omits.includes(statementId)));
    const number = digests.length + 1;
    const versionAt = [...at, 'minutes', ...place];
    digests.push(text(digest, digestOf({ session, version: number, statements: kept, changes: changes ?? [] })));
    return [
      step(
        DraftMinutes,
        ['draft', number],
        { digest: digests.at(-1), languages, statementIds: kept.map(({ statementId }) => statementId), changes },
        {
          ...dated(on, place, version),
          // It was made of the words of the file then, which may have got further languages since.
          ...(digest === undefined && { assumes: ['digest'] }),
          places: { statementIds: ['omits'], occurredAt: ['on'] },
          takes: [...fieldsBut(version, versionAt, 'omits'), ...omitted(version.omits, words, versionAt)],
        },
      ),
    ];
  });
  const signed = (version: unknown, digest?: string) => {
    const number = typeof version === 'number' ? version : digests.length;
    return { version: number, digest: digest ?? digests[number - 1] };
  };
  const { agreed } = minutes;
  const agreement = isRecord(agreed)
    ? [
        step(AgreeMinutesText, 'agree', signed(agreed.version), {
          ...dated(agreed.on, ['agreed'], agreed),
          assumes: ['version', 'digest'],
          places: { occurredAt: ['on'] },
        }),
      ]
    : [];
  const signatures = each(minutes.signatures, 'signatures', (signature, place) => {
    const { side, on, signatory, office, version, digest } = signature;
    const fields = { side, signatory, office, signedOn: on, ...signed(version, digest) };
    const assumes = [...(version === undefined ? ['version'] : []), ...(digest === undefined ? ['digest'] : [])];
    const more = { ...dated(on, place, signature), places: { signedOn: ['on'] }, assumes };
    return [step(SignMinutes, ['sign', text(side), fields.version], fields, more)];
  });
  return [...drafts, ...agreement, ...signatures];
};

/** The places of those statements that a version leaves out and that the session has. */
const omitted = (omits: unknown, words: readonly { statementId: string }[], at: Path): Path[] =>
  Array.isArray(omits)
    ? omits.flatMap((id: unknown, n) => (words.some(({ statementId: it }) => it === id) ? [[...at, 'omits', n]] : []))
    : [];
