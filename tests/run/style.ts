import { join, relative } from 'node:path';
import { runChild } from './child.ts';
import { workspaces, workspaceOf, type Context } from './context.ts';
import { failedOne, passedOne, sum, type Counts } from './counts.ts';

/** A tool that hangs is ended; one on a busy machine is not. */
const limitMs = 600_000;

const parts = ['root', ...workspaces];

/** Prettier over everything; one test for each workspace. */
export async function checkFormat(context: Context): Promise<Counts> {
  const { code, answer, output } = await runTool(context, 'prettier/bin/prettier.cjs', [
    ...['--list-different', '.', '--cache', '--cache-strategy', 'content'],
    ...['--cache-location', join(context.root, 'node_modules/.cache/prettier-check')],
  ]);
  const files = answer.split('\n').filter((line) => line !== '');
  if (code !== 0 && files.length === 0) return failedOne('format', output);
  return byPart('format', files, (file) => `${file} is not formatted: npm run format`);
}

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { line: number; column: number; ruleId: string | null; message: string }[];
}

/** ESLint over everything, warnings included; one test for each workspace. */
export async function checkLint(context: Context): Promise<Counts> {
  const { answer, output } = await runTool(context, 'eslint/bin/eslint.js', [
    ...['.', '--format', 'json', '--max-warnings', '0', '--no-warn-ignored'],
  ]);
  let results: LintResult[];
  try {
    results = JSON.parse(answer) as LintResult[];
  } catch {
    return failedOne('lint', output);
  }
  const findings = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, message, ruleId }) => {
      const file = relative(context.root, filePath);
      return `${file}:${line}:${column} ${message} (${ruleId ?? 'syntax'})`;
    }),
  );
  return byPart('lint', findings, (finding) => finding);
}

function byPart(kind: string, findings: readonly string[], say: (finding: string) => string): Counts {
  return sum(
    parts.map((part) => {
      const mine = findings.filter((finding) => workspaceOf(finding) === part);
      return mine.length === 0 ? passedOne : failedOne(`${kind} of ${part}`, mine.map(say).join('\n'));
    }),
  );
}

/** What has a compiler's project of its own inside of a workspace: k6 knows neither Node nor a browser. */
const inside = ['tests/load/k6/scripts'];

/** The compiler over each workspace; the portal's also reads the templates. */
export async function checkTypes(context: Context): Promise<Counts> {
  const found: Counts[] = [];
  for (const workspace of [...workspaces, ...inside]) {
    const [tool, project] =
      workspace === 'web'
        ? ['@angular/compiler-cli/bundles/src/bin/ngc.js', 'web/tsconfig.spec.json']
        : ['typescript/bin/tsc', workspace];
    const { code, output } = await runTool(context, tool, ['-p', project, '--noEmit', '--pretty', 'false']);
    found.push(code === 0 ? passedOne : failedOne(`types of ${workspace}`, output));
  }
  return sum(found);
}

async function runTool(context: Context, tool: string, args: readonly string[]) {
  const outcome = await runChild(context.node, [join(context.root, 'node_modules', tool), ...args], {
    cwd: context.root,
    limitMs,
    signal: context.signal,
  });
  const tooLong = outcome.tookTooLong ? `\ntook longer than ${limitMs / 1000} s` : '';
  return { ...outcome, output: outcome.output + tooLong };
}
