import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What each transition of the domain's table says; its number stands beside what it moved. */
export const ruleWords: Readonly<Record<string, MessageDescriptor>> = {
  T1: msg`What one side proposes, or asks of the other, is proposed until it is answered.`,
  T2: msg`What both sides said is provisional until both have signed it.`,
  T3: msg`A proposal that was declined, withdrawn by its side, or left out of the signed text is not adopted.`,
  T4: msg`What stands in one text that both sides signed is adopted.`,
  T5: msg`What was said and does not stand in the text that both sides signed is not adopted.`,
  T6: msg`Work begins with a report of it, or with a statement of both sides.`,
  T7: msg`An obstacle puts work on hold; once it is gone, work goes on.`,
  T8: msg`The institution that leads reports completion, with evidence.`,
  T9: msg`The forum or both secretariats confirm a completion, never the reporter alone, and only of what both sides adopted.`,
  T10: msg`The forum, or the secretariat of the side that did not report, may refuse a report of completion.`,
  T11: msg`The forum or both secretariats may reopen completed work.`,
  T12: msg`Other commitments take the place of one that is superseded.`,
  T13: msg`Both sides withdraw a commitment; the proposer alone may withdraw a proposal.`,
  T14: msg`Both sides, or a rule that they name, let a commitment lapse.`,
  T15: msg`A forum refers a commitment to another forum, which returns it.`,
  T16: msg`A forum may reopen what was closed.`,
  T17: msg`What was entered by mistake is taken back.`,
};
