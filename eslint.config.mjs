import js from '@eslint/js';
import query from '@tanstack/eslint-plugin-query';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const nodeGlobals = [...Object.getOwnPropertyNames(globalThis), 'module', 'require', '__dirname'];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '**/node_modules/',
      'coverage/',
      'data/',
      'demo-data/',
      '.cache/',
      '**/*.gen.ts',
      'test/generated-clients/openapi-typescript/', // compiled strictly by its test, beside the types that are made then
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './apps/web/tsconfig.json', './test/page/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // A promise that nobody waits for is an error that nobody sees.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/require-await': 'off', // the ports are asynchronous, the memory adapters need not be
      '@typescript-eslint/no-unsafe-argument': 'off', // `error instanceof Refused` narrows to Refused<any>
      '@typescript-eslint/unbound-method': 'off', // ports are plain objects; taking one function of one is fine

      // A new kind must be named, or left out on purpose by a `default`.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],

      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],

      // Types are imported as types, but for files with decorators: Nest reads the classes of constructor parameters.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],

      'no-restricted-syntax': [
        'error',
        {
          selector: 'VariableDeclarator[id.name=/^(evolve|decide)$/] SwitchCase[test=null]',
          message: 'evolve and decide name every kind: with a default, the compiler could not say which is missing.',
        },
        {
          selector: 'ImportExpression[source.value=/^@jwg/]',
          message: 'nest build rewrites @jwg/* in import statements only; this one would fail under plain node.',
        },
      ],
    },
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended, query.configs['flat/recommended']],
    rules: {
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] },
      ],
    },
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    ignores: ['apps/web/src/{api,live}/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        {
          name: 'fetch',
          message: 'Only src/api speaks to the server: keys, ETags, problems and the moment are there.',
        },
      ],
    },
  },
  {
    // jest's matchers and parsed answers are `any`; a spec that misreads them fails, which is what it is for.
    files: ['**/*.spec.ts', '**/spec.ts', '**/contract.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Node runs these files as they are: it takes the types away, and translates nothing.
    files: ['{tools,bench}/**/*.ts'],
    rules: {
      // `import { type A } from …` would still load the file; `import type { A } from …` is gone with the types.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSParameterProperty, TSEnumDeclaration, TSModuleDeclaration, TSImportEqualsDeclaration, Decorator',
          message: 'Node cannot take this away; it needs a compiler, and tools have none.',
        },
        {
          selector: ':matches(ImportDeclaration[importKind="value"], ImportExpression)[source.value=/^@jwg/]',
          message: 'Node finds @jwg/* nowhere. Import the type only, or the code by `built` (tools/built.ts).',
        },
      ],
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
  },
  {
    // A file is read in one go. Blank lines and comments count: they are read too. Tests may be longer.
    files: ['{apps,libs}/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts', '**/spec.ts', '**/*contract.ts'],
    rules: { 'max-lines': ['error', 150] },
  },
  {
    // Longer than that when the rule came. The list gets shorter, never longer: a file that is split loses its line.
    files: [
      'apps/api/src/testing/document.ts',
      'apps/api/src/testing/responses.ts',
      'libs/application/src/import/carry-in.ts',
      'libs/application/src/import/format.ts',
      'libs/application/src/import/import-record.ts',
      'libs/application/src/testing/story.ts',
      'libs/domain/src/commitment/state.ts',
      'libs/domain/src/commitment/upkeep.ts',
      'libs/domain/src/commitment/work.ts',
      'libs/domain/src/forum/decide.ts',
      'libs/domain/src/policies/carry-into-effect.ts',
      'libs/domain/src/session/events.ts',
      'libs/domain/src/session/minutes.ts',
      'libs/domain/src/session/samples.ts',
      'libs/domain/src/session/statements.ts',
      'libs/domain/src/testing/acts.ts',
      'libs/domain/src/testing/law.ts',
      'libs/domain/src/testing/model.ts',
      'libs/domain/src/vocabulary.ts',
      'libs/event-store/src/kurrentdb/kurrentdb-event-store.ts',
      'libs/event-store/src/kurrentdb/ledger-log.ts',
      'libs/event-store/src/sqlite/sqlite-event-store.ts',
      'libs/platform/src/relaying/replays.ts',
      'libs/platform/src/writing/ledger.ts',
      'libs/published-language/src/contract/asyncapi.ts',
      'libs/published-language/src/contract/events-page.ts',
      'libs/read-models/src/commitments/projection.ts',
      'libs/read-models/src/rows/projection-follower.ts',
      'libs/read-models/src/sessions/projection.ts',
      'libs/relay/src/kafka/kafka-topics.ts',
      'libs/relay/src/kafka/required-topics.ts',
      'libs/relay/src/leadership.ts',
    ],
    rules: { 'max-lines': 'off' },
  },
);
