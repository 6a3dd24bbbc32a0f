import { describe, expect, it } from '@jest/globals';
import { svgChart } from './chart.js';
import { csvText } from './csv.js';
import type { ActionTaken, PointCommitment } from '../action-taken/report.js';
import { html } from './html.js';
import { laidOut, type LaidOut } from './laid-out.js';
import { markdown } from './markdown.js';

const UNSEEN = ['\u202E', '\u001B'];
const hostile = `</dd><script>alert(1)</script> [here](javascript:1) **bold** ${UNSEEN.join('')}[31m\n# Heading`;
const report: LaidOut = {
  title: hostile,
  facts: [{ label: 'Venue', values: [hostile] }],
  points: [{ heading: hostile, lines: [{ label: 'Text', values: [hostile, hostile] }] }],
  setRight: [hostile],
  restsOn: ['1 DecisionTaken 0123456789abcdef'],
  foot: [],
};

describe('What a record says, in a report', () => {
  it('is text in HTML: no element, no entity and no direction of its own', () => {
    const text = html(report);
    expect(text).not.toMatch(/<script|<\/dd><script/);
    expect(text.match(/&lt;script&gt;/g)).toHaveLength(7);
    expect(UNSEEN.filter((it) => text.includes(it))).toEqual([]);
  });

  it('is text in Markdown: no link, no heading, no element', () => {
    const text = markdown(report);
    expect(text).not.toMatch(/(?<!\\)<|(?<!\\)\]\(|(?<!\\)\*\*bold/);
    expect(text.match(/^#+ /gm)).toHaveLength(5);
    expect(UNSEEN.filter((it) => text.includes(it))).toEqual([]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('is no formula in CSV: %j', (cell) => {
    expect(csvText([[cell]])).not.toMatch(/^"?\s*[=+\-@＝]/);
  });
});

describe('A chart', () => {
  const drawn = svgChart({
    title: hostile,
    unit: 'days',
    bars: [{ label: '1', value: 40 }, { label: hostile }, { label: '3', value: -20 }],
  });

  it('draws what came closer below the line, and no bar where nothing is known', () => {
    expect([...drawn.matchAll(/<rect [^>]*y="([\d.]+)"[^>]*height="([\d.]+)"/g)].map((it) => it.slice(1))).toEqual([
      ['12', '110.7'],
      ['122.7', '55.3'],
    ]);
  });

  it('is heard as its title, and what a record says is text in it', () => {
    expect(drawn).toMatch(/^<svg [^>]*role="img" aria-label="[^"<>]*; the table has the numbers">/);
    expect(drawn).not.toContain('<script');
  });

  it('names only as many places as have room', () => {
    const bars = Array.from({ length: 100 }, (_, n) => ({ label: `no ${n}`, value: n }));
    expect(svgChart({ title: 'Many', unit: 'days', bars }).match(/no \d+/g)!.length).toBeLessThanOrEqual(12);
  });
});

describe('A report of a session', () => {
  const none = { flags: [], responsible: [], others: [], dueMoves: [], done: [], doneByOthers: [] };
  const commitment = { id: 'st.1.c1', title: 'It', status: 'inProgress', adoption: 'adopted', ...none };
  const said = {
    statement: 'st.1.s1',
    did: 'introduced',
    decision: 'It',
    authority: 'press',
    reference: 'A newspaper',
  };
  const linesOf = (more: Partial<PointCommitment>) => {
    const point = { ...said, commitment: { ...commitment, evidence: [], assessments: [], unanswered: [], ...more } };
    const { facts, points } = laidOut(
      { points: [point], signedBy: [], restsOn: [] } as unknown as ActionTaken,
      undefined,
      'md',
    );
    const lines = [...facts, ...points[0]!.lines].filter(({ values }) => values.length > 0);
    return Object.fromEntries(lines.map(({ label, values }) => [label, values.join('; ')]));
  };

  it('says where it leaves something out, in the lists that are cut and at its head', () => {
    const lines = linesOf({ leftOut: ['events', 'dueMoves'] });
    expect(lines['How it moved']).toBe('only the latest 50 moves are here');
    expect(lines['Done by others']).toBe('only what the latest 500 events about it say is here');
    expect(lines['Left out']).toContain('the points say so');
    expect(lines.Evidence).toBeUndefined();
    expect(linesOf({})['Left out']).toBeUndefined();
  });
});
