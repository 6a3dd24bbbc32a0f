import { changeOf, setRightBy } from '@jwg/audit';
import type { Speaker } from '@jwg/platform';
import type { SessionRecord } from '@jwg/read-models';
import type { Views } from '../output.js';
import { inWords, sentence, textIn } from '../words.js';
import { minutesOf } from './minutes.js';
import type { Sheet } from './sheet.js';
import { table, wrap } from './table.js';

/** The statements of a session, its drafts and its signatures. */
export const sessionViews: Views<SessionRecord> = {
  text: (it, sheet) =>
    [
      ...headOf(it, sheet.lang).flatMap((line) => wrap(line, sheet.width)),
      '',
      it.statements.length === 0 ? 'No statements are recorded.' : statementsTable(it, sheet),
      '',
      ...[...minutesOf(it, sheet.lang), '', sentence(sheet.moment)].flatMap((line) => wrap(line, sheet.width)),
    ].join('\n'),
  csv: ({ statements }, { lang }) => [
    ['statement', 'type', 'verb', 'by', 'text', 'brings up', 'about', 'adoption', 'authority', 'source'],
    ...statements.map((it) => [
      ...[it.id, it.type, it.verb?.word, by(it.speaker), textIn(it.text, lang), it.undertakings.join(' ')],
      ...[aboutOf(it).join('; '), it.adoption, it.authority, it.source.reference],
    ]),
  ],
};

const headOf = (it: SessionRecord, lang?: string): string[] => [
  `${it.id}: ${it.phase}, ${inWords(it.mode)}${it.label === 'special' ? ', special' : ''}${it.openedOn ? `, ${it.openedOn}` : ''}${it.heldNotAfter && !it.openedOn ? `, day unknown, not after ${it.heldNotAfter}` : ''}`,
  ...it.coChairs.map(({ side, name, office }) => `Co-chair ${side}: ${name}, ${office}`),
  ...(it.alsoServes.length > 0 ? [`Also serves: ${it.alsoServes.map(servedAs(it)).join(', ')}`] : []),
  ...it.corrections
    .filter(({ corrects }) => !it.statements.some(({ eventId }) => eventId === corrects))
    .flatMap(correctionLines(lang)),
  ...it.agreedCorrections.flatMap(({ side, statementId, field, old, new: value, reason }) =>
    changeOf(field, old, value, lang).map(
      (change) =>
        `${side} says that the signed text${statementId === undefined ? '' : ` of ${statementId}`} reads otherwise: ${change} (${reason})`,
    ),
  ),
  ...it.furtherSources.map(sourceLine),
];

/** A forum with the number of the sitting in it, where that forum counts it. */
const servedAs =
  ({ numbers = {} }: SessionRecord) =>
  (forum: string): string =>
    Object.hasOwn(numbers, forum) ? `${forum} (its session ${numbers[forum]})` : forum;

type Statement = SessionRecord['statements'][number];

const statementsTable = ({ id: session, statements }: SessionRecord, { width, lang }: Sheet): string =>
  table(
    [
      { title: 'Statement', width: 10 },
      { title: 'Kind', width: 24 },
      { title: 'Words' },
      { title: 'Adoption', width: 9 },
    ],
    statements.map((it) => [
      it.id.slice(session.length + 1),
      [it.type, ...(it.verb ? [`“${it.verb.word}”`] : []), by(it.speaker)].join('\n'),
      [
        textIn(it.text, lang),
        ...(it.undertakings.length > 0 ? [`brings up ${it.undertakings.join(', ')}`] : []),
        ...aboutOf(it),
        ...it.corrections.flatMap(correctionLines(lang)),
        ...(it.learnedLate ? [late[it.learnedLate]] : []),
        ...(it.movedFrom ? [`had been entered as ${it.movedFrom}`] : []),
        ...(it.annulled
          ? [`${it.annulled.movedTo ? `moved to ${it.annulled.movedTo}` : 'annulled'}: ${it.annulled.reason}`]
          : []),
        `[${it.source.reference}]`,
        ...it.furtherSources.map(sourceLine),
      ].join('\n'),
      inWords(it.adoption),
    ]),
    width,
  );

/** What the statement did to which commitment, and what else it refers to. */
const aboutOf = ({ about, refersTo }: Statement): string[] => {
  const rest = refersTo.filter((it) => !about.some(({ commitment }) => commitment === it));
  return [
    ...about.map(({ commitment, did }) => `${commitment}: ${inWords(did)}`),
    ...(rest.length > 0 ? [`about ${rest.join(', ')}`] : []),
  ];
};

const correctionLines =
  (lang: string | undefined) =>
  ({ field, old, new: value, reason, ...by }: SessionRecord['corrections'][number]): string[] =>
    changeOf(field, old, value, lang).map((it) => `corrected: ${it} (${reason})${setRightBy(by)}`);

const sourceLine = ({ source, differs }: SessionRecord['furtherSources'][number]): string =>
  `[also ${source.reference}${differs === undefined ? '' : `, which says otherwise: ${differs}`}]`;

const late = {
  afterConclusion: 'learned late: recorded after the session was concluded',
  afterSignature: 'learned late: said, and not in the text that both sides signed',
};

const by = (speaker: Speaker): string =>
  speaker.kind === 'joint'
    ? 'both sides'
    : speaker.kind === 'side'
      ? speaker.side
      : [speaker.name, speaker.office].filter(Boolean).join(', ');
