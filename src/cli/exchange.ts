// Two folders change places in one step, so that no moment is without a whole folder. Node has no such call: Linux's
// `renameat2` is made by Perl, which nearly every Linux has.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** The call's number by processor. */
const RENAMEAT2: Partial<Record<string, number>> = { x64: 316, arm64: 276 };

/** -100 is the folder we are in, 2 asks for an exchange. A Perl whose parent was killed does nothing. */
const EXCHANGE = `my ($call, $parent, $one, $two) = @ARGV;
exit 1 if getppid() != $parent;
exit(syscall($call + 0, -100, $one, -100, $two, 2) == 0 ? 0 : 1);`;

/** False, and nothing done, where the system, the file system or a missing Perl does not allow it. */
export function exchange(one: string, two: string): boolean {
  const call = process.platform === 'linux' ? RENAMEAT2[process.arch] : undefined;
  if (call === undefined) return false;
  const inodeOf = (path: string): bigint => statSync(path, { bigint: true }).ino;
  const before = inodeOf(one);
  const { PATH = '' } = process.env;
  spawnSync('perl', ['-e', EXCHANGE, String(call), String(process.pid), one, two], { stdio: 'ignore', env: { PATH } });
  return inodeOf(two) === before;
}
