import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** Fields of entries and undertakings, as a correction or a signed text names them. */
export const fieldWords: Readonly<Record<string, MessageDescriptor>> = {
  kind: msg`kind`,
  title: msg`title`,
  text: msg`text`,
  lead: msg`lead`,
  support: msg`support`,
  beneficiaries: msg`beneficiaries`,
  due: msg`due date`,
  condition: msg`condition`,
  verb: msg`verb`,
  speaker: msg`speaker`,
  percent: msg`progress`,
  narrative: msg`report`,
  completedOn: msg`day of completion`,
  occurredAt: msg`day`,
  undertakings: msg`undertakings`,
  paragraph: msg`paragraph`,
  openedOn: msg`first day`,
  concludedOn: msg`last day`,
  signedOn: msg`day of the signature`,
};
