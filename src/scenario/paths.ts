// Paths relative to the file that names them, with `/` or `\`, without a file system.

/** `path` resolved relative to the folder of `file`; absolute paths stay. */
export function resolvePath(file: string, path: string): string {
  if (/^([\\/]|[A-Za-z]:[\\/])/.test(path)) return path;
  const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const [root] = folder.match(/^([A-Za-z]:)?[\\/]*/) ?? [''];
  const steps: string[] = [];
  for (const step of `${folder.slice(root.length)}${path}`.split(/[\\/]/)) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '..' || root === '') steps.push(step);
  }
  return `${root}${steps.join('/')}` || '.';
}

/** A file's name without folder and extension. */
export const stem = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
