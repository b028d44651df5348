/** How to run npm here: the very one that started us, else the one on the path. */
export function npm(args: readonly string[]): [command: string, args: string[]] {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return [process.execPath, [script, ...args]];
  // Windows has npm as a script of its command interpreter.
  if (process.platform === 'win32') return ['cmd.exe', ['/d', '/s', '/c', 'npm', ...args]];
  return ['npm', [...args]];
}
