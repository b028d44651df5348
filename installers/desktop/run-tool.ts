import { spawn } from 'node:child_process';

/**
 * Runs a tool and waits for its end.
 * @param env added to the tool's environment
 * @throws Error with the end of what it said, when it fails
 */
export async function runTool(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const child = spawn(
    'env',
    [...Object.entries(env).map(([name, value]) => `${name}=${value}`), command, ...args],
    {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => (said += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} (${String(code)}):\n${said.slice(-2000)}`);
  return said;
}
