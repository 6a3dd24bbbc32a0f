import { changeOf, setRightBy } from '@jwg/audit';
import type { ReasonLink, Why } from '@jwg/read-models';
import type { Views } from '../output.js';
import { inWords, sentence, textIn, when } from '../words.js';
import type { Sheet } from './sheet.js';
import { wrap } from './table.js';

const NAME = 10;

/** Each value, flag and refusal, with the chain that leads to it. */
export const whyViews: Views<Why> = {
  text: ({ commitment, status, on, reasons, refusals }, sheet) =>
    [
      ...wrap(`${commitment}: ${inWords(status)}`, sheet.width),
      ...reasons.flatMap(({ what, value, because, links }) => [
        '',
        ...wrap(`${what}: ${value === '' ? 'none' : inWords(value)}`, sheet.width),
        ...(because === undefined ? [] : wrap(because, sheet.width - 2).map((line) => `  ${line}`)),
        ...linksText(links, sheet),
      ]),
      ...refusals.flatMap(({ command, code, detail, wayOut, status: stood, stood: movers, ...link }) => [
        '',
        ...wrap(`not applied: ${command}`, sheet.width),
        ...linksText([link], sheet),
        ...line('refused', `${code}: ${detail}`, sheet),
        ...(wayOut === undefined ? [] : line('way out', wayOut, sheet)),
        ...line('it was', inWords(stood), sheet),
        ...linksText(movers, sheet),
      ]),
      ...(reasons.length + refusals.length === 0 ? ['', 'There is nothing of the kind to give a reason for.'] : []),
      '',
      ...wrap(sentence(`${sheet.moment}, flags for ${on}`), sheet.width),
    ].join('\n'),
  csv: ({ commitment, reasons, refusals }, { lang }) => [
    [
      'commitment',
      'what',
      'value',
      'because',
      'statement',
      'paragraph',
      'words',
      'policy',
      'event',
      'position',
      'rule',
    ],
    ...reasons.flatMap(({ what, value, because, links }) =>
      (links.length > 0 ? links : [{}]).map((link) => [commitment, what, value, because, ...cells(link, lang)]),
    ),
    ...refusals.map(({ command, code, detail, ...link }) => [
      ...[commitment, 'refusal', command, `${code}: ${detail}`],
      ...cells(link, lang),
    ]),
  ],
};

const cells = ({ statement, minutes, policy, event, rule }: ReasonLink, lang?: string) => [
  statement?.id ?? (minutes && `${minutes.session}, version ${minutes.version}`),
  statement?.paragraph,
  statement && textIn(statement.text, lang),
  ...[policy, event?.type, event?.position, rule?.number],
];

const linksText = (links: readonly ReasonLink[], sheet: Sheet): string[] =>
  links.flatMap((link, n) => [...(n === 0 ? [] : ['']), ...linkText(link, sheet)]);

const linkText = ({ statement, minutes, policy, event, setRight, rule }: ReasonLink, sheet: Sheet): string[] => [
  ...(statement
    ? line(
        'said',
        `${statement.id}${statement.paragraph === undefined ? '' : `, paragraph ${statement.paragraph}`}, ${when(statement.occurredAt)}: “${textIn(statement.text, sheet.lang)}” (${sourceOf(statement)})`,
        sheet,
      )
    : []),
  ...(statement?.annulled
    ? line('annulled', `at ${statement.annulled.position}: ${statement.annulled.reason}`, sheet)
    : []),
  ...(minutes
    ? line(
        'signed',
        `version ${minutes.version} of the minutes of ${minutes.session}, ${minutes.signatures.map(({ side, signedOn }) => `${side} on ${signedOn}`).join(', ')}`,
        sheet,
      )
    : []),
  ...(policy === undefined ? [] : line('policy', policy, sheet)),
  ...(event
    ? line(
        'event',
        `${event.type} at ${event.position}, ${when(event.occurredAt)}${event.side === undefined ? '' : `, by ${event.side}`} (${sourceOf(event)})`,
        sheet,
      )
    : []),
  ...(setRight ? line('set right', setRightText(setRight, sheet), sheet) : []),
  ...(rule ? line('rule', `${rule.number}: ${rule.says}`, sheet) : []),
];

const setRightText = ({ field, old, new: value, reason, follows }: SetRight, { lang }: Sheet): string =>
  [
    ...(field === undefined ? [] : changeOf(field, old, value, lang)),
    ...(reason === undefined ? [] : [reason]),
    ...(follows ? [`corrected in the session${setRightBy(follows)}`] : []),
  ].join('; ');

type SetRight = NonNullable<ReasonLink['setRight']>;
type Cited = Pick<NonNullable<ReasonLink['event']>, 'authority' | 'source'>;

const sourceOf = ({ authority, source }: Cited): string =>
  `${inWords(authority)}: ${source.reference}${source.paragraph === undefined ? '' : `, ${source.paragraph}`}`;

const line = (name: string, words: string, { width }: Sheet): string[] =>
  wrap(words, width - NAME - 2).map((text, n) => `  ${(n === 0 ? name : '').padEnd(NAME)}${text}`);
