import { describe, expect, it } from '@jest/globals';
import { csvText } from './csv.js';
import { html } from './html.js';
import type { LaidOut } from './laid-out.js';
import { markdown } from './markdown.js';

const UNSEEN = ['\u202E', '\u001B'];
const hostile = `</dd><script>alert(1)</script> [here](javascript:1) **bold** ${UNSEEN.join('')}[31m\n# Heading`;
const report: LaidOut = {
  title: hostile,
  facts: [{ label: 'Venue', values: [hostile] }],
  points: [{ heading: hostile, lines: [{ label: 'Text', values: [hostile, hostile] }] }],
  restsOn: ['1 DecisionTaken 0123456789abcdef'],
  foot: [],
};

describe('What a record says, in a report', () => {
  it('is text in HTML: no element, no entity and no direction of its own', () => {
    const text = html(report);
    expect(text).not.toMatch(/<script|<\/dd><script/);
    expect(text.match(/&lt;script&gt;/g)).toHaveLength(6);
    expect(UNSEEN.filter((it) => text.includes(it))).toEqual([]);
  });

  it('is text in Markdown: no link, no heading, no element', () => {
    const text = markdown(report);
    expect(text).not.toMatch(/(?<!\\)<|(?<!\\)\]\(|(?<!\\)\*\*bold/);
    expect(text.match(/^#+ /gm)).toHaveLength(4);
    expect(UNSEEN.filter((it) => text.includes(it))).toEqual([]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('is no formula in CSV: %j', (cell) => {
    expect(csvText([[cell]])).not.toMatch(/^"?\s*[=+\-@＝]/);
  });
});
