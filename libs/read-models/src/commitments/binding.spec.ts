import { describe, expect, it } from '@jest/globals';
import { History } from '../testing/history.js';
import { undertakings } from '../testing/frame.js';
import { signedBy } from './binding.js';
import { commitmentRecord } from './record.js';

const decided = () =>
  new History().forum().session('st.1', (s) =>
    s.append('st.1', 'DecisionTaken', {
      text: { en: 'We shall.' },
      undertakings: undertakings('st.1.c1'),
    }),
  );
const draft = (history: History, version: number, ...statementIds: string[]) =>
  history.append('st.1', 'MinutesDrafted', { version, statementIds });
const signed = (history: History, version: number, side: string) =>
  history.append('st.1', 'MinutesSignedBySide', {
    version,
    side,
    digest: `sha256:${'0'.repeat(64)}`,
    signedOn: '2022-05-01',
  });
const binding = async (history: History, id = 'st.1.c1') => (await commitmentRecord(history.asked(), id))!.binding;

describe('The binding of a commitment', () => {
  it('begins with what was said, in the words of the session', async () => {
    expect(await binding(decided())).toMatchObject({
      session: 'st.1',
      said: { id: 'st.1.s1', type: 'DecisionTaken', text: { en: 'We shall.' } },
      signatures: [],
    });
  });

  it('goes on with the draft in which it stands, and with each signature under it', async () => {
    const history = draft(decided(), 1, 'st.1.s1');
    expect(await binding(history)).toMatchObject({ drafted: { version: 1 }, signatures: [] });
    signed(history, 1, 'PK');
    const one = (await binding(history))!;
    expect(one).toMatchObject({ signatures: [{ side: 'PK', version: 1 }] });
    expect(one).not.toHaveProperty('inEffect');
    expect(signedBy(one)).toEqual(['PK']);
  });

  it('ends when both sides have signed', async () => {
    const history = draft(decided(), 1, 'st.1.s1').bothSign('st.1', { adopts: ['st.1.c1'] });
    const both = (await binding(history))!;
    expect(both).toMatchObject({ drafted: { version: 1 }, inEffect: { version: 1 } });
    expect(signedBy(both)).toEqual(['PK', 'CN']);
  });

  it('shows a signature that a later draft made void', async () => {
    const history = signed(draft(decided(), 1, 'st.1.s1'), 1, 'PK');
    const later = (await binding(draft(history, 2, 'st.1.s1')))!;
    expect(later).toMatchObject({ drafted: { version: 2 }, signatures: [{ side: 'PK', version: 1, void: true }] });
    expect(signedBy(later)).toEqual([]);
  });

  it('shows the draft that leaves it out', async () => {
    const history = draft(draft(decided(), 1, 'st.1.s1'), 2);
    expect(await binding(history)).toMatchObject({ drafted: { version: 1 }, leftOutOf: { version: 2 } });
  });

  it('is that of the session that accepted a proposal', async () => {
    const history = new History()
      .forum()
      .session('st.1', (s) => s.append('st.1', 'ProposalMade', { side: 'PK', undertakings: undertakings('st.1.c1') }));
    expect(await binding(history)).toMatchObject({ session: 'st.1', said: { type: 'ProposalMade' } });
    history.session('st.2', (s) => s.append('st.2', 'ProposalAccepted', { commitments: ['st.1.c1'] }));
    expect(await binding(history)).toMatchObject({ session: 'st.2', said: { type: 'ProposalAccepted' } });
  });

  it('is missing where no recorded session said it', async () => {
    const history = new History()
      .forum()
      .append('st.0.c1', 'CommitmentRegistered', { legacy: true, statement: undefined });
    expect(await binding(history, 'st.0.c1')).toBeUndefined();
  });
});
