import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const nodeGlobals = [...Object.getOwnPropertyNames(globalThis), 'module', 'require', '__dirname'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '**/node_modules/', 'coverage/', 'data/', 'demo-data/', '.cache/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
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
    // jest's matchers and parsed answers are `any`; a spec that misreads them fails, which is what it is for.
    files: ['**/*.spec.ts', '**/spec.ts', '**/contract.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
  },
);
