// Commands as a shell reads them.

/** A word that a POSIX shell takes as it is. */
export const quoted = (word: string): string =>
  /^[\w%+,./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

export const commandOf = (words: readonly string[]): string => words.map(quoted).join(' ');
