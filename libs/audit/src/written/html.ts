import type { LaidOut, Line } from './laid-out.js';
import { printable } from './printable.js';

/** One page that needs nothing else, and prints well. */
export const html = ({ title, facts, points, setRight, restsOn, foot }: LaidOut): string =>
  htmlPage(
    title,
    `${list(facts)}
${points.map(({ heading, lines }) => `<section>\n<h2>${safe(heading)}</h2>\n${list(lines)}\n</section>`).join('\n')}${setRightSection(setRight)}
<section class="rests">
<h2>Rests on</h2>
<ul>
${restsOn.map((it) => `<li><code>${safe(it)}</code></li>`).join('\n')}
</ul>
</section>
${htmlFoot(foot)}`,
  );

const setRightSection = (setRight: readonly string[]): string =>
  setRight.length === 0
    ? ''
    : `
<section>
<h2>Set right</h2>
<ul>
${setRight.map((it) => `<li>${safe(it)}</li>`).join('\n')}
</ul>
</section>`;

/** What every report says of itself. */
export const htmlFoot = (foot: readonly Line[]): string => `<footer>
<h2>This report</h2>
${list(foot)}
</footer>`;

/** `more`: rules of style that only this page needs. */
export const htmlPage = (title: string, body: string, more = ''): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${safe(title)}</title>
<style>${style}${more}</style>
</head>
<body>
<h1>${safe(title)}</h1>
${body}
</body>
</html>
`;

const style = `
body { font: 11pt/1.45 "Source Serif 4", Georgia, "Noto Serif", serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1c1b1a; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; border-top: 1px solid #bbb; padding-top: .5rem }
dl { display: grid; grid-template-columns: 11rem 1fr; gap: .15rem 1rem; margin: 0 }
dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere; unicode-bidi: plaintext } dd + dd { grid-column: 2 }
.rests ul { columns: 2; padding: 0; list-style: none; font-size: .75rem } code { overflow-wrap: anywhere }
@media print {
  @page { size: A4; margin: 18mm 16mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt Georgia, serif; color: #555 } }
  body { margin: 0; max-width: none; font-size: 10pt }
  h2, .definition, dt { break-after: avoid } dl { break-inside: auto } dt, dd { break-inside: avoid }
  footer { break-inside: avoid }
}
`;

export const list = (lines: readonly Line[]): string =>
  `<dl>\n${lines
    .map(
      ({ label, values }) =>
        `<dt>${safe(label)}</dt>${(values.length > 0 ? values : ['–']).map((it) => `<dd>${safe(it)}</dd>`).join('')}`,
    )
    .join('\n')}\n</dl>`;

export const safe = (text: string): string =>
  printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
