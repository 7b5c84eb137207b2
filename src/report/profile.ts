// The spans of a run, those that took longest first: a table for people, a file for programs.
import type { Profile } from '../experiment/profile.ts';
import { grouped } from '../numbers.ts';
import { column, lines, PLAIN, type Style } from './table.ts';

export const PROFILE_FILE = 'profile.json';

interface ProfileRow {
  span: string;
  seconds: number;
  /** Of the seconds of all spans, on all threads. */
  share: number;
  calls: number;
}

export function profileRows(profile: Profile): ProfileRow[] {
  const total = Object.values(profile).reduce((sum, { seconds }) => sum + seconds, 0);
  return Object.entries(profile)
    .map(([span, { seconds, calls }]) => ({ span, seconds, share: total > 0 ? seconds / total : 0, calls }))
    .sort((a, b) => b.seconds - a.seconds);
}

export const profileJson = (profile: Profile): string => `${JSON.stringify(profileRows(profile), null, 2)}\n`;

export function profileText(profile: Profile, style: Style = PLAIN): string {
  const rows = profileRows(profile);
  const numbers = (head: string, of: (row: ProfileRow) => string) => column(head, rows.map(of));
  return [
    ...lines(
      [
        column(
          'span',
          rows.map(({ span }) => span),
          'left',
        ),
        numbers('s', ({ seconds }) => grouped(seconds, 3)),
        numbers('share, %', ({ share }) => grouped(100 * share, 1)),
        numbers('calls', ({ calls }) => grouped(calls, 0)),
      ],
      style,
    ),
    '',
    'Seconds of all threads together, without the start of threads and waiting.',
  ].join('\n');
}
