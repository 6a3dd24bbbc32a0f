/**
 * Which part may import which. One rule per sentence of the architecture; `npm run deps` checks them all.
 *
 *   apps → application → platform → audit → event-store, read-models, relay, subscriber → published-language → domain →
 *   event-sourcing
 *
 * A part may import whatever stands to its right. ledger-proof stands beside event-sourcing.
 */
const rightOf = {
  application: [
    'platform',
    'audit',
    'event-store',
    'read-models',
    'relay',
    'subscriber',
    'published-language',
    'domain',
    'event-sourcing',
    'ledger-proof',
  ],
  platform: [
    'audit',
    'event-store',
    'read-models',
    'relay',
    'subscriber',
    'published-language',
    'domain',
    'event-sourcing',
    'ledger-proof',
  ],
  audit: [
    'event-store',
    'read-models',
    'relay',
    'subscriber',
    'published-language',
    'domain',
    'event-sourcing',
    'ledger-proof',
  ],
  'event-store': ['event-sourcing', 'ledger-proof'],
  'read-models': ['domain', 'event-sourcing', 'ledger-proof'],
  relay: ['published-language', 'domain', 'event-sourcing', 'ledger-proof'],
  subscriber: ['published-language', 'domain', 'event-sourcing', 'ledger-proof'],
  'published-language': ['domain', 'event-sourcing', 'ledger-proof'],
  domain: ['event-sourcing'],
  'event-sourcing': [],
  'ledger-proof': [],
};

const SPEC = '\\.spec\\.ts$';
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];
const SCREENS = 'home|forums|matrix|commitment|session|institutions|board|search|report|reads|sign-in';
const ADAPTERS = 'memory|sqlite|kurrentdb|kafka';

const directions = Object.entries(rightOf).map(([part, allowed]) => ({
  name: `direction-of-${part}`,
  comment: `libs/${part} imports ${allowed.join(', ') || 'no other part'}; neither its siblings nor what is built on it.`,
  severity: 'error',
  from: { path: `^libs/${part}/`, ...(part === 'event-sourcing' && { pathNot: SPEC }) },
  to: { path: '^(apps|libs|tools|bench)/', pathNot: `^libs/(${[part, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'kernel-specs-take-a-store',
      comment:
        'The specs of the kernel run over the memory store, which passes the contract; nothing else is above them.',
      severity: 'error',
      from: { path: '^libs/event-sourcing/.*\\.spec\\.ts$' },
      to: { path: '^(apps|libs|tools|bench)/', pathNot: '^libs/(event-sourcing/|event-store/src/index\\.ts$)' },
    },
    {
      name: 'test-servers-are-for-tests',
      comment: 'test/ starts real servers; nothing that is shipped leans on it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: SPEC },
      to: { path: '^test/' },
    },
    {
      name: 'every-part-has-its-direction',
      comment: 'A new lib gets its line in the table above before anything imports it.',
      severity: 'error',
      from: {},
      to: { path: '^libs/', pathNot: `^libs/(${Object.keys(rightOf).join('|')})/` },
    },
    {
      name: 'apps-are-strangers',
      comment: 'No app imports another: what two apps need is a part.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-leave-the-rules-alone',
      comment:
        'An app goes by the kind of an error and by what platform and application hand out; it imports neither domain nor kernel. A spec, and what specs share, may.',
      severity: 'error',
      from: { path: '^apps/', pathNot: [SPEC, '^apps/[^/]+/src/testing/'] },
      to: { path: '^libs/(domain|event-sourcing)/' },
    },
    {
      name: 'the-page-speaks-http',
      comment: 'The page knows the ledger by its API alone; the types of the answers are generated from the contract.',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: { path: '^(libs|tools|test|bench)/|^apps/(?!web/)' },
    },
    {
      name: 'screens-are-strangers',
      comment: 'What two screens of the page need is a part of the page: words, marks, frame, controls, moment, api.',
      severity: 'error',
      from: { path: `^apps/web/src/(${SCREENS})/` },
      to: { path: `^apps/web/src/(${SCREENS})/`, pathNot: '^apps/web/src/$1/' },
    },
    {
      name: 'only-controls-name-the-component-library',
      comment: 'One folder wraps it and styles it, so that it can be replaced there.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/controls/' },
      to: { path: 'node_modules/@base-ui/' },
    },
    {
      name: 'through-the-front-door',
      comment:
        'A lib is entered by its index.ts. Tests have three doors more: spec.ts (given/when/then), samples.ts (canonical events), contract.ts (the suite for adapters).',
      severity: 'error',
      from: { path: '^(?:apps|libs)/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/(index|spec|samples|contract)\\.ts$'] },
    },
    {
      name: 'only-platform-names-adapters',
      comment:
        'Embedded and cluster run the same code: platform alone chooses the adapters. A spec may take one to test with.',
      severity: 'error',
      from: { pathNot: ['^libs/(platform|event-store|relay)/', '^test/', SPEC] },
      to: { path: '^libs/(event-store|relay)/src/' },
    },
    {
      name: 'adapters-are-strangers',
      comment:
        'Adapters share the port and the contract suite, never code: one can be deleted without reading another.',
      severity: 'error',
      from: { path: `^libs/([^/]+)/src/(${ADAPTERS})/` },
      to: { path: `^libs/$1/src/(${ADAPTERS})/`, pathNot: '^libs/$1/src/$2/' },
    },
    {
      name: 'pure-domain',
      comment: 'The rules know no clock, no disk and no network: nothing of node.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'kernel-and-proofs-stand-alone',
      comment: 'event-sourcing and ledger-proof need no package (an auditor reads them whole); their specs do.',
      severity: 'error',
      from: { path: '^libs/(event-sourcing|ledger-proof)/', pathNot: [SPEC, '^libs/event-sourcing/src/spec\\.ts$'] },
      to: { dependencyTypes: NPM },
    },
    {
      name: 'nest-at-the-edge',
      comment: 'Nest lives in application, platform and the apps; every other part is plain TypeScript.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/(application|platform)/' },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere would also escape every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // a type-only import is a dependency too
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(po|css|svg)(\\?url)?$' }, // the bundler reads them
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
