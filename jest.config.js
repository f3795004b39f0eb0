// Tests run in CommonJS mode: jest can load ESM-only packages natively only from Node 24 on.
const esmOnlyPackages = ['jose', 'content-disposition', 'cookie', 'uuid', 'stream-json', 'stream-chain'];
// The driver loads `os` with import(), which jest refuses in CommonJS mode unless swc turns it into require().
const transformed = [...esmOnlyPackages.map((name) => `${name}/`), 'mongodb/lib/runtime_adapters\\.js$'];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transformIgnorePatterns: [`/node_modules/(?!(${transformed.join('|')}))`],
  reporters: ['default', '<rootDir>/test/assurance/tally-reporter.js'],
  // Jest leaves a core free by default; of two that would be half.
  maxWorkers: '100%',
  testTimeout: 60_000,
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
          },
        },
      },
    ],
  },
};
