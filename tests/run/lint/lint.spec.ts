import { resolve } from 'node:path';
import { ESLint } from 'eslint';

const root = resolve(import.meta.dirname, '../../..');

/** The real configuration over text that stands in for a real file: a rule that does not bite protects nothing. */
describe('the rules of the house', () => {
  // The compiler is left out: none of these rules needs it, and it would take seconds for each text.
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: [
      { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false, project: false } } },
    ],
    ruleFilter: ({ ruleId }) => !ruleId.startsWith('@typescript-eslint/'),
  });

  async function rulesBrokenBy(filePath: string, text: string): Promise<string[]> {
    const [result] = await eslint.lintText(text, { filePath: resolve(root, filePath) });
    return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
  }

  const broken: [rule: string, file: string, text: string][] = [
    ['house/doors', 'server/src/learning/index.ts', "import '../identity/accounts/account-model.ts';"],
    ['house/doors', 'server/src/learning/index.ts', "export * from '../identity/accounts/account-model.ts';"],
    ['house/doors', 'server/src/learning/index.ts', "import '../platform/log.ts';"],
    ['house/doors', 'server/src/platform/index.ts', "import '../identity/index.ts';"],
    ['house/doors', 'server/src/app.ts', "import './identity/accounts/account-model.ts';"],
    ['house/doors', 'web/src/app/learning/routes.ts', "void import('../content/assets/assets-page.ts');"],
    ['house/doors', 'web/src/app/ui/icon.ts', "import '../learning/index.ts';"],
    ['house/doors', 'shared/src/kernel/index.ts', "import '../identity/index.ts';"],
    ['no-restricted-properties', 'server/src/app.ts', "export const port = process.env['PORT'];"],
    ['no-restricted-imports', 'desktop/src/lockdown/keys.ts', "import type { App } from 'electron';"],
    ['no-restricted-syntax', 'shared/src/kernel/ids.ts', "import { z } from 'zod';"],
    ['house/declared-fields', 'server/src/learning/a.ts', 'export class Run extends Model { id!: string }'],
    ['house/texts-in-text-files', 'server/src/learning/a.ts', "export const text = '计入';"],
    ['house/texts-in-text-files', 'web/src/app/app.ts', 'export const text = `学时`;'],
    ['house/texts-outside-templates', 'web/src/app/app.html', '<p>学时</p>'],
    ['@angular-eslint/template/alt-text', 'web/src/app/app.html', '<img src="a.png" />'],
    ['no-restricted-globals', 'server/src/app.spec.ts', "fit('holds', () => undefined);"],
  ];
  for (const [rule, file, text] of broken) {
    it(`${rule} bites in ${file}: ${text}`, async () => {
      expect(await rulesBrokenBy(file, text)).toEqual([rule]);
    });
  }

  const kept: [file: string, text: string][] = [
    ['server/src/learning/index.ts', "import '../identity/index.ts'; import '../platform/index.ts';"],
    ['server/src/learning/ledger/a.spec.ts', "import '../../platform/testing/database.ts';"],
    ['server/src/app.ts', "import './platform/http/server.ts'; import './identity/index.ts';"],
    ['web/src/app/app-routes.ts', "void import('./learning/routes.ts');"],
    ['web/src/app/learning/routes.ts', "import '../ui/icon.ts'; import '@minjiang/shared/learning';"],
    ['server/src/config.ts', "export const port = process.env['PORT'];"],
    ['desktop/src/lockdown/keys.electron.ts', "import 'electron';"],
    ['server/src/learning/a.ts', 'export class Run extends Model { declare id: string; static x = 1 }'],
    ['server/src/learning/a.ts', '/** 学时 */ export const classHour = 45;'],
    ['server/src/identity/activation/activation-texts.ts', "export const text = '激活';"],
    ['server/src/demo/people.ts', "export const name = '王五';"],
    ['web/src/app/app.html', '<img src="a.png" alt="" />'],
  ];
  for (const [file, text] of kept) {
    it(`leaves ${file} alone: ${text}`, async () => {
      expect(await rulesBrokenBy(file, text)).toEqual([]);
    });
  }
});
