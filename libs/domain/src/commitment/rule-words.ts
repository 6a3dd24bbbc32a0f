/** What each transition of the domain's table says. Its number stands beside what it moved. */
const words: Readonly<Record<string, string>> = {
  T1: 'What one side proposes, or asks of the other, is proposed until it is answered.',
  T2: 'What both sides said is provisional until both have signed it.',
  T3: 'A proposal that was declined, withdrawn by its side, or left out of the signed text is not adopted.',
  T4: 'What stands in one text that both sides signed is adopted.',
  T5: 'What was said and does not stand in the text that both sides signed is not adopted.',
  T6: 'Work begins with a report of it, or with a statement of both sides.',
  T7: 'An obstacle puts work on hold; once it is gone, work goes on.',
  T8: 'The institution that leads reports completion, with evidence.',
  T9: 'The forum or both secretariats confirm a completion, never the reporter alone, and only of what both sides adopted.',
  T10: 'The forum, or the secretariat of the side that did not report, may refuse a report of completion.',
  T11: 'The forum or both secretariats may reopen completed work.',
  T12: 'Other commitments take the place of one that is superseded.',
  T13: 'Both sides withdraw a commitment; the proposer alone may withdraw a proposal.',
  T14: 'Both sides, or a rule that they name, let a commitment lapse.',
  T15: 'A forum refers a commitment to another forum, which returns it.',
  T16: 'A forum may reopen what was closed.',
  T17: 'What was entered by mistake is taken back.',
};

export const wordsOfRule = (rule: string): string => words[rule] ?? '';
