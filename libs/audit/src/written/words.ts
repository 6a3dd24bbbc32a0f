import type { Due } from '@jwg/domain';
import { MOST_EVENTS } from '../action-taken/points.js';
import type { Deed, DueMove, LeftOut, SetRightEntry, Unanswered } from '../action-taken/report.js';

/** `ProgressReported` → `progress reported` */
export const inWords = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^[A-Z]/, (it) => it.toLowerCase());

export const dueWords = (due: Due | undefined): string =>
  [due?.date, due?.session].filter(Boolean).join(', ') || 'no date';

export const moveWords = ({ due, on, reason, position }: DueMove): string =>
  `${on}: ${dueWords(due)}${reason === undefined ? '' : `, because: ${reason}`} [${position}]`;

export const deedWords = ({ on, type, by, percent, words, position }: Deed): string =>
  [
    `${on}: ${inWords(type)}`,
    ...(by === undefined ? [] : [` by ${by}`]),
    ...(percent === undefined ? [] : [`, ${percent} %`]),
    ...(words === undefined ? [] : [`: ${words}`]),
    ` [${position}]`,
  ].join('');

export const setRightWords = ({ on, by, words, position, of }: SetRightEntry): string =>
  `${on}, ${inWords(by)}: ${words} [${position}${of.length > 0 ? `, of ${of.join(', ')}` : ''}]`;

/** Said at the head of the list from which something is left out. */
export const leftOutWords: Readonly<Record<LeftOut, string>> = {
  events: `only what the latest ${MOST_EVENTS} events about it say is here`,
  corrections: 'of the corrections of its entries, only the latest 50 are applied',
  dueMoves: 'only the latest 50 moves are here',
  evidence: 'only the latest 50 pieces of evidence are here',
};

export const unansweredWords = (side: string): Readonly<Record<Unanswered, string>> => ({
  noInstitution: `no institution of ${side} is named`,
  noDate: 'no date is set',
  overdue: 'its date has passed',
  missedMilestone: 'a milestone was missed',
  nothingReported: `${side} has reported nothing`,
  withoutEvidence: 'all evidence of its completion was retracted',
  notConfirmed: 'nobody has confirmed its completion',
  notSigned: 'both sides have not signed it',
  notAnswered: 'the other side has not answered the proposal',
  notAssessed: `${side} has not assessed what the other side reported`,
  disputed: 'the sides assess it differently',
  silent: 'the latest sessions did not name it',
});
