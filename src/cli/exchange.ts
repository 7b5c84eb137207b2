// Exchanges two folders in one step, so that there is a complete folder at every moment. Node has no such call, so Perl
// makes the call `renameat2` of Linux.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Number of the system call by processor. */
const RENAMEAT2: Partial<Record<string, number>> = { x64: 316, arm64: 276 };

/** -100 is the current folder, 2 means exchange. Perl does nothing if its parent was killed. */
const EXCHANGE = `my ($call, $parent, $one, $two) = @ARGV;
exit 1 if getppid() != $parent;
exit(syscall($call + 0, -100, $one, -100, $two, 2) == 0 ? 0 : 1);`;

/** False, and nothing done, if the system or file system does not allow it or there is no Perl. */
export function exchange(one: string, two: string): boolean {
  const call = process.platform === 'linux' ? RENAMEAT2[process.arch] : undefined;
  if (call === undefined) return false;
  const inodeOf = (path: string): bigint => statSync(path, { bigint: true }).ino;
  const before = inodeOf(one);
  const { PATH = '' } = process.env;
  spawnSync('perl', ['-e', EXCHANGE, String(call), String(process.pid), one, two], { stdio: 'ignore', env: { PATH } });
  return inodeOf(two) === before;
}
