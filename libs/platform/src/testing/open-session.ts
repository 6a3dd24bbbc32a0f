import { forum, session } from '@jwg/domain';
import type { RequestContext } from '../writing/request-context.js';
import type { Ledger } from '../writing/ledger.js';

/** The forum `st` of PK and CN with the institution `pk-stza`, and its open session `st.2`. */
export const openSession = async (ledger: Ledger, as: (command: string) => RequestContext): Promise<void> => {
  const sides = [
    { side: 'PK', name: { en: 'Pakistan' } },
    { side: 'CN', name: { en: 'China' } },
  ];
  const data = { forum: 'st', name: { en: 'S&T' }, level: 'workingGroup' as const, sides };
  await ledger.transact(forum, 'st', { type: 'EstablishForum', data }, {}, as('forum'));
  const stza = { institution: 'pk-stza', side: 'PK', name: { en: 'STZA' } };
  await ledger.transact(forum, 'st', { type: 'RegisterInstitution', data: stza }, {}, as('stza'));
  const scheduled = { forum: 'st', ordinal: 2, label: 'regular' as const, mode: 'virtual' as const, alsoServes: [] };
  await ledger.transact(session, 'st.2', { type: 'ScheduleSession', data: scheduled }, {}, as('schedule'));
  const opened = { openedOn: '2022-04-20', coChairs: [], delegations: [] };
  await ledger.transact(session, 'st.2', { type: 'OpenSession', data: opened }, {}, as('open'));
};
