import type { SessionList, SessionRecord } from '@jwg/read-models';
import type { Speaker } from '@jwg/platform';
import { inWords, sentence } from '../words.js';
import { table, WIDTH, wrap } from './table.js';

/** The statements of a session, its drafts and its signatures. */
export const renderSession = (it: SessionRecord, moment: string): string =>
  [
    `${it.id}: ${it.phase}, ${inWords(it.mode)}${it.label === 'special' ? ', special' : ''}${it.openedOn ? `, ${it.openedOn}` : ''}`,
    ...it.coChairs.flatMap(({ side, name, office }) => wrap(`Co-chair ${side}: ${name}, ${office}`, WIDTH)),
    ...(it.alsoServes.length > 0 ? [`Also serves: ${it.alsoServes.join(', ')}`] : []),
    '',
    it.statements.length === 0
      ? 'No statements are recorded.'
      : table(
          [
            { title: 'Statement', width: 10 },
            { title: 'Kind', width: 24 },
            { title: 'Words' },
            { title: 'Adoption', width: 9 },
          ],
          it.statements.map(({ id, type, speaker, text, refersTo, undertakings, adoption, annulled, source }) => [
            id.slice(it.id.length + 1),
            `${type}\n${by(speaker)}`,
            [
              text.en ?? Object.values(text)[0]!,
              ...(undertakings.length > 0 ? [`brings up ${undertakings.join(', ')}`] : []),
              ...(refersTo.length > 0 ? [`about ${refersTo.join(', ')}`] : []),
              ...(annulled ? [`annulled: ${annulled.reason}`] : []),
              `[${source.reference}]`,
            ].join('\n'),
            inWords(adoption),
          ]),
        ),
    '',
    ...minutesOf(it),
    ...wrap(sentence(moment), WIDTH),
  ].join('\n');

const by = (speaker: Speaker): string =>
  speaker.kind === 'joint'
    ? 'both sides'
    : speaker.kind === 'side'
      ? speaker.side
      : [speaker.name, speaker.office].filter(Boolean).join(', ');

const minutesOf = ({ minutes: { versions, signatures, inEffect }, differences }: SessionRecord): string[] => {
  if (versions.length === 0) return ['No minutes are recorded: everything said here is unsigned.'];
  return [
    ...versions.map(({ version, on, digest }) => `Version ${version} of the minutes, ${on}, ${digest.slice(0, 19)}…`),
    ...signatures.map(
      ({ side, signatory, signedOn, version, void: isVoid }) =>
        `Signed by ${side}${signatory ? ` (${signatory})` : ''} on ${signedOn}: version ${version}${isVoid ? ' (void: the text was changed after it)' : ''}`,
    ),
    inEffect ? `In effect since ${inEffect.on}: version ${inEffect.version}` : 'Not signed by both sides on one text.',
    ...differences.flatMap(differenceOf),
  ];
};

const differenceOf = ({ from, to, added, removed, changed }: SessionRecord['differences'][number]): string[] => {
  const against = from === 'said' ? 'what was said' : `version ${from}`;
  const lines = [
    ...(added.length > 0 ? [`adds ${added.join(', ')}`] : []),
    ...(removed.length > 0 ? [`leaves out ${removed.join(', ')}`] : []),
    ...changed.map(({ commitmentId, field }) => `changes ${field} of ${commitmentId}`),
  ];
  return lines.map((line) => `Version ${to} against ${against}: ${line}`).flatMap((line) => wrap(line, WIDTH));
};

export const renderSessions = ({ forum, sessions }: SessionList, moment: string): string =>
  [
    ...wrap(`Sessions of ${forum} ${moment}`, WIDTH),
    '',
    sessions.length === 0
      ? 'None.'
      : table(
          [
            { title: 'Session' },
            { title: 'Phase', width: 10 },
            { title: 'Mode', width: 10 },
            { title: 'Date', width: 18 },
            { title: 'Signed', width: 10 },
          ],
          sessions.map(({ id, phase, mode, plannedOn, openedOn, signedOn }) => [
            id,
            phase,
            inWords(mode),
            openedOn ?? (plannedOn ? `planned ${plannedOn}` : '–'),
            signedOn ?? 'no',
          ]),
        ),
  ].join('\n');
