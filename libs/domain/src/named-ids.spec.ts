import { describe, expect, it } from '@jest/globals';
import { catalogue, type EventType } from './catalogue.js';
import { commitmentsNamedIn } from './named-ids.js';
import { sample, samples } from './samples.js';

describe('commitmentsNamedIn', () => {
  it('finds the ids in lists, in objects of lists, and in single fields', () => {
    expect(commitmentsNamedIn(sample('DecisionTaken')).sort()).toEqual(
      sample('DecisionTaken').data.undertakings.map(({ commitmentId }) => commitmentId),
    );
    expect(commitmentsNamedIn(sample('BodyEstablished', { fulfils: 'st.2.c4', refersTo: [] }))).toEqual(['st.2.c4']);
    const reviewed = sample('CommitmentReviewed', {
      commitmentId: 'st.2.c1',
      by: ['st.3.c1', 'st.3.c2'],
      refersTo: [],
    });
    expect(commitmentsNamedIn(reviewed).sort()).toEqual(['st.2.c1', 'st.3.c1', 'st.3.c2']);
  });

  it('finds commitments among what a statement refers to, and leaves statements and programmes out', () => {
    const refersTo = ['CPEC', 'st.2.s1', 'st.2.c7'];
    expect(commitmentsNamedIn(sample('HopeExpressed', { refersTo }))).toEqual(['st.2.c7']);
  });

  it('does not take a text for an id because it reads like one', () => {
    expect(commitmentsNamedIn(sample('ProgressReported', { narrative: 'st.2.c7' }))).toEqual([]);
    expect(commitmentsNamedIn(sample('HopeExpressed', { text: { en: 'st.2.c7' }, refersTo: [] }))).toEqual([]);
  });

  it('names each commitment once', () => {
    const event = sample('ProjectInitiated', { starts: ['st.2.c1'], refersTo: ['st.2.c1'] });
    expect(commitmentsNamedIn(event)).toEqual(['st.2.c1']);
  });

  it('finds nothing, and does not fail, where the type is unknown or the data have another shape', () => {
    expect(commitmentsNamedIn({ type: 'SomethingNew', data: { commitmentId: 'st.2.c1' } })).toEqual([]);
    for (const data of [null, undefined, 'st.2.c1', [], { undertakings: 3, refersTo: { a: 'st.2.c1' } }])
      expect(commitmentsNamedIn({ type: 'DecisionTaken', data })).toEqual([]);
  });

  it.each(Object.keys(catalogue) as EventType[])('finds in %s every text that is a commitment id', (type) => {
    const inText = JSON.stringify(samples[type]).match(/"[a-z0-9-]+\.\d+\.c\d+"/g) ?? [];
    const ids = new Set(inText.map((quoted) => JSON.parse(quoted) as string));
    expect(new Set(commitmentsNamedIn({ type, data: samples[type] }))).toEqual(ids);
  });
});
