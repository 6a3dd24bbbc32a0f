/** The top of a small record: a committee and its working group, each with one institution of each side. */
export const drill = ['aa-jc', 'aa-wg']
  .map(
    (id) => `
  - id: ${id}
    name: { en: ${id} }
    level: ${id === 'aa-jc' ? 'committee' : 'workingGroup'}
    ${id === 'aa-jc' ? '' : 'parent: aa-jc\n    '}since: '2000'
    sides: [{ side: PK, name: { en: Pakistan } }, { side: CN, name: { en: China } }]
    institutions: [{ id: pk-a, side: PK, name: { en: A } }, { id: cn-b, side: CN, name: { en: B } }]`,
  )
  .reduce((all, it) => all + it, 'authority: press\nsource: { kind: press, reference: drill }\nforums:')
  .concat('\n');

/** `sessions:` with these entries, one a line. */
export const sessions = (...entries: readonly string[]): string =>
  `sessions:\n${entries.map((it) => `  - { ${it} }\n`).join('')}`;

/** `followUps:` with these entries, one a line. */
export const followUps = (...entries: readonly string[]): string =>
  `followUps:\n${entries.map((it) => `  - { ${it} }\n`).join('')}`;

export const decided = (title: string, lead = 'pk-a', more = ''): string =>
  `{ verb: decided, text: { en: ${title} }, undertakings: [{ kind: support, title: { en: ${title} }, lead: [${lead}]${more} }] }`;

export const signed = (on: string, more = ''): string =>
  `minutes: { versions: [{ on: ${on}, languages: [en]${more} }], signatures: [{ side: PK, on: ${on} }, { side: CN, on: ${on} }] }`;
