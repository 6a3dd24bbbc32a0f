import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { WhatTheSessionDid } from '../api/types.gen.js';

/** What a session did to a commitment. */
export const didWords: Readonly<Record<WhatTheSessionDid, MessageDescriptor>> = {
  introduced: msg`introduced`,
  accepted: msg`accepted`,
  started: msg`started`,
  dateRevised: msg`due date moved`,
  deferred: msg`deferred`,
  carriedOver: msg`carried over`,
  completionReported: msg`completion reported`,
  completed: msg`completion confirmed`,
  completionNotAccepted: msg`completion not accepted`,
  referred: msg`referred`,
  referralReturned: msg`referred back`,
  withdrawn: msg`withdrawn`,
  superseded: msg`superseded`,
  lapsed: msg`lapsed`,
  declined: msg`declined`,
  reopened: msg`reopened`,
  directed: msg`directed`,
  proposed: msg`proposed`,
  requested: msg`requested`,
  recommended: msg`recommended`,
  appreciated: msg`appreciated`,
  commended: msg`commended`,
  acknowledged: msg`acknowledged`,
  concern: msg`concern`,
  noted: msg`noted`,
  mentioned: msg`mentioned`,
  reaffirmed: msg`reaffirmed`,
  hoped: msg`hoped`,
  reservation: msg`reservation`,
  refused: msg`not applied`,
  waits: msg`waits`,
};

/** Words only: they change nothing, whatever they sound like. */
export const wordsOnly: ReadonlySet<WhatTheSessionDid> = new Set<WhatTheSessionDid>([
  'appreciated',
  'commended',
  'acknowledged',
  'concern',
  'noted',
  'mentioned',
  'reaffirmed',
  'hoped',
  'reservation',
]);
