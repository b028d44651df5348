import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { house } from './tests/run/lint/index.js';

const specs = ['**/*.spec.ts', '**/*.harness.ts', '**/testing/**/*.ts', 'tests/**/*.ts'];
const focused = ['fdescribe', 'fit', 'xdescribe', 'xit'].map((name) => ({
  name,
  message: 'Every spec runs, or says with pending() why not.',
}));

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    '**/dist/',
    '**/.angular/',
    'data/',
    'tests/out/',
    'installers/**/*.js',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { house },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'house/doors': 'error',
      'no-restricted-globals': ['error', ...focused],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The environment is read in config.ts alone.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'electron', message: 'Electron is met in main.ts, preload.ts and *.electron.ts alone.' },
          ],
        },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
          message: "Use import * as z from 'zod': the portal is half the size with it.",
        },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Bundles of functions are interfaces here; nothing hangs on `this`.
      '@typescript-eslint/unbound-method': 'off',
      // An index the line before has proven is written with `!`; the compiler checks every other one.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What follows is a matter of taste or knows our libraries too little.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: [
      'server/src/config.ts',
      'server/src/**/testing/**',
      'server/launch/**',
      'tests/**',
      '**/*.spec.ts',
    ],
    ignores: ['web/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['desktop/src/main.ts', 'installers/desktop/package.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['desktop/src/main.ts', 'desktop/src/preload.ts', 'desktop/src/**/*.electron.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  { files: ['server/src/**/*.ts'], rules: { 'house/declared-fields': 'error' } },
  {
    files: ['server/src/**/*.ts', 'shared/src/**/*.ts', 'web/src/**/*.ts', 'desktop/src/**/*.ts'],
    ignores: [...specs, '**/*-texts.ts', 'server/src/demo/**'],
    rules: { 'house/texts-in-text-files': 'error' },
  },
  {
    files: ['web/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    languageOptions: { parserOptions: { projectService: false, project: 'web/tsconfig.spec.json' } },
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'mj', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'mj', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['web/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    plugins: { house },
    rules: { '@angular-eslint/template/button-has-type': 'error' },
  },
  {
    files: ['web/src/app/**/*.html'],
    ignores: ['**/*.spec.ts/**'],
    rules: { 'house/texts-outside-templates': 'error' },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error', 'no-unreachable': 'error', eqeqeq: 'error' },
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly', module: 'writable' } },
  },
);
