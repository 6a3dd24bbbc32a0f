import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What the verifier may find wrong in a bundle, by its code. */
export const wrongWords: Readonly<Record<string, MessageDescriptor>> = {
  NOT_A_BUNDLE: msg`What came is no bundle.`,
  DAMAGED: msg`The bundle is damaged.`,
  ANOTHER: msg`The bundle is about something else.`,
  KEY: msg`The key is another one.`,
  SIGNATURE: msg`A signature on the checkpoint is not by the key that it names.`,
  SIZE: msg`It tells of more events than were signed.`,
  EVENT: msg`An event was changed.`,
  ORDER: msg`Events are not in their order.`,
  COUNT: msg`The count of events does not agree with the events.`,
  MISSING: msg`An event is missing.`,
  ENTRIES: msg`An entry that shows what came later is missing, or one is too many.`,
  TREE: msg`The events do not lead to what was signed: one was changed, added, left out or put elsewhere.`,
};

/** What a bundle alone cannot show, by the verifier's code. */
export const notProvedWords: Readonly<Record<string, MessageDescriptor>> = {
  KEY_IS_ITS_OWN: msg`Whose ledger it is: the key came with the bundle. Compare it with one that you kept elsewhere.`,
  NO_WITNESS: msg`That others are shown the same ledger: this tab knows no witness’s key.`,
  LATER_EVENTS: msg`That no stream has an event between what is shown and the entries that came with the bundle.`,
  LEFT_OUT: msg`What is in the events that are internal to a side.`,
  WHOLE_LEDGER: msg`That no older event has the stream and the revision of another one.`,
  SEALED: msg`Of which streams the sealed entries are: they are internal to a side, and change no status.`,
  OTHER_STREAMS: msg`That no other stream speaks of it: which ones belong to it, this ledger says.`,
  AFTERWARDS: msg`What was recorded afterwards.`,
  AS_TOLD: msg`That this page tells those events rightly: they are in the bundle, to be read there.`,
  OWN_VERIFIER: msg`That the check itself is honest: it came from this ledger. Check the bundle with a verifier that you kept elsewhere.`,
  TRUTH: msg`That what was entered is what was said and signed. The sources can show that.`,
};
