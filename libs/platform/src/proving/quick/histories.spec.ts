import { describe, expect, it } from '@jest/globals';
import { storedSample } from '@jwg/domain/samples';
import { Histories } from './histories.js';

const names = ['commitment-jwg.1.c1', 'commitment-jwg.1.c2', 'commitment-jwg.1.c3', 'talk-1'];
const registered = storedSample('CommitmentRegistered');
const reported = storedSample('ProgressReported');

const opened = (atHand?: number) => {
  const histories = new Histories((stream) => names[stream], atHand);
  const goOn = (stream: number, revision: number, type: 'first' | 'next' = revision === 0 ? 'first' : 'next') =>
    histories.goOn(histories.of(stream), { ...(type === 'first' ? registered : reported), revision });
  return { histories, goOn, unfolded: () => [...histories.unfolded()] };
};

describe('Histories that are folded at once', () => {
  it('leave none over while their states are at hand', () => {
    const { unfolded, goOn } = opened(30);
    for (const revision of [0, 1, 2]) for (const stream of [0, 1, 2]) goOn(stream, revision);
    expect(unfolded()).toEqual([]);
  });

  it('leave over a stream that goes on after its state was let go, and no other one', () => {
    const { unfolded, goOn } = opened(2);
    for (const stream of [0, 1, 2]) goOn(stream, 0);
    for (const revision of [1, 2, 3, 4]) goOn(2, revision);
    goOn(0, 1);
    expect(unfolded()).toEqual([[0, 2]]);
    for (const revision of [5, 6, 7, 8]) goOn(2, revision);
    expect(unfolded()).toEqual([[0, 2]]);
    goOn(0, 2);
    expect(unfolded()).toEqual([[0, 3]]);
  });

  it('are in doubt at a gap also where the state was let go', () => {
    for (const revision of [0, 2]) {
      const { goOn } = opened(1);
      for (const stream of [0, 1, 2]) goOn(stream, 0);
      expect(() => goOn(0, revision, 'next')).toThrow('has a gap');
    }
  });

  it('are in doubt at a gap, at an event of another kind, at one that cannot be folded, and at no name', () => {
    const { histories, goOn } = opened();
    goOn(0, 0);
    expect(() => goOn(0, 2)).toThrow('has a gap');
    expect(() => histories.goOn(histories.of(1), { ...storedSample('SessionOpened'), revision: 0 })).toThrow(
      'commitment-jwg.1.c2 cannot have SessionOpened',
    );
    expect(() => histories.goOn(histories.of(2), { ...registered, data: null, revision: 0 })).toThrow();
    expect(() => histories.of(9)).toThrow('has no name');
  });

  it('leave streams of other programs alone', () => {
    const { histories, unfolded } = opened(1);
    for (const revision of [0, 1, 2, 3])
      histories.goOn(histories.of(3), { ...registered, type: 'Said', data: null, revision });
    expect(unfolded()).toEqual([]);
  });
});
