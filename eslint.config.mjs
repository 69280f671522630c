import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Code that may print: commands, composition roots and tools. Everything else logs through pino. */
const PRINTS = ['apps/hub/src/cli/**', 'apps/shopper/src/**', '**/src/main.ts', 'tools/**'];

/** Code that may read the environment: one config per app, composition roots, tools and tests. */
const READS_ENVIRONMENT = [
  'apps/hub/src/config/**',
  'apps/*/src/config.ts',
  '**/src/main.ts',
  '**/test/**',
  'tools/**',
];

const ENVIRONMENT_MESSAGE =
  'Only the configuration reads the environment: take the value as an argument instead (docs/architecture.md, "Configuration").';

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.turbo/**', '.acp-hub/**', '**/coverage/**'] },
  // Linted once it is filled in, by tools/create-connector/test.
  { ignores: ['tools/create-connector/template/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      // A port is asynchronous even where one implementation of it has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: ENVIRONMENT_MESSAGE },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['process', 'node:process'].map((name) => ({
            name,
            importNames: ['env'],
            message: ENVIRONMENT_MESSAGE,
          })),
        },
      ],
    },
  },
  { files: PRINTS, rules: { 'no-console': 'off' } },
  { files: READS_ENVIRONMENT, rules: { 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' } },
  {
    files: ['**/test/**'],
    rules: {
      'max-lines': 'off',
      // Answers of a server under test are read as parsed JSON, and asserted on at once.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.data.ts', '**/data/**', '**/openapi/**'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'module',
          'require',
          '__dirname',
          'process',
          'console',
          'fetch',
          'URL',
          'setTimeout',
          'clearTimeout',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  { files: ['tools/**/*.mjs', 'tools/**/*.js'], rules: { 'no-restricted-properties': 'off' } },
);
