import { availableParallelism } from 'node:os';

/** Globs choose what runs, never lists. `npm test -- libs/domain` runs one part. */
export default {
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@jwg/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@jwg/([a-z-]+)/([a-z-]+)$': '<rootDir>/libs/$1/src/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // Much of the time goes into waiting for servers, so two cores have work for two.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // A file that boots Nest keeps about 50 MB in ESM mode; a worker starts afresh before that adds up.
  workerIdleMemoryLimit: '512MB',
  testTimeout: 30_000,
};
