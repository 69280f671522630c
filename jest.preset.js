/** Tests run from source: swc strips the types, and workspace packages resolve to `src` by export condition. */
module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@acp-hub/source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // These ship as ES modules only, which jest cannot require untransformed.
  transformIgnorePatterns: ['/node_modules/(?!(\\.pnpm/)?(dinero\\.js|hyparquet))'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};
