// File rental, weekly: files of dark platforms whose manager is held go to others, who give them back at the release or not.
import { field } from '../../fields/field.ts';
import { share, toggle } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { isManagerFree, type ManagerColumns } from '../acts/charge.ts';
import { type ClientFileNeeds, createPassOn, drawTaker } from '../acts/client-file.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const FILE = 'MODEL 6, client file';

const submodel = {
  section: '6',
  text: 'A file that is rented out goes to a platform of the city, drawn in proportion to clients: a share of its clients come to know that one, and the owner gets a part of the margin of their orders; some renters do not give it back.',
  grade: 'S direction, A size',
  source: `${FILE}; founding article 2024`,
};

const fields = {
  client_files: {
    kept_by_renter_share: field(share().default(0.1), {
      text: 'Share of rented files that the renter does not give back when the manager is released.',
      unit: 'share',
      plausible: '0-0.4',
      grade: 'S direction, A size',
      source: `${FILE}; founding article 2024`,
    }),
  },
};

const switches = {
  file_rental: toggle('Managers who are held may rent their client file out.', 'S direction, A size', FILE),
};

const streams = ['file-renter', 'file-return'] as const;

const counts = dailyCounts({
  file_rentals: { text: 'Files of dark platforms that were rented out.', unit: 'files' },
  files_not_returned: { text: 'Rented files that were not given back.', unit: 'files' },
});

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  ClientFileNeeds & {
    platforms: ManagerColumns & Pick<Platforms, 'isRented' | 'rentsFrom' | 'fileLeft' | 'timesDark'>;
  };

/** A platform rents one file at a time; if it closes or falls, another one is looked for. Where there is none the rent ends. */
const run = (world: Needs): (() => void) => {
  const { clock, counts, platforms, scenario, streams } = world;
  const { status, isRented, rentsFrom } = platforms;
  const kept = scenario.client_files.kept_by_renter_share;
  const passOn = createPassOn(world);
  const hasRenter = new Uint8Array(platforms.count);
  const rentsNone = (p: number): boolean => rentsFrom[p] < 0;

  return () => {
    if (!scenario.mechanisms.file_rental) return;
    hasRenter.fill(0);
    for (let renter = 0; renter < platforms.count; renter++) {
      const owner = rentsFrom[renter];
      if (owner < 0) continue;
      const isOver = status[owner] !== PLATFORM_STATUS.dark || isRented[owner] === 0;
      if (isOver || status[renter] !== PLATFORM_STATUS.active) rentsFrom[renter] = -1;
      else if (isManagerFree(platforms, owner, clock.day)) giveBack(owner, renter);
      else hasRenter[owner] = 1;
    }
    for (let owner = 0; owner < platforms.count; owner++) {
      if (isRented[owner] === 0 || hasRenter[owner] === 1) continue;
      if (isManagerFree(platforms, owner, clock.day)) isRented[owner] = 0;
      else rentOut(owner);
    }
  };

  function giveBack(owner: number, renter: number): void {
    rentsFrom[renter] = -1;
    isRented[owner] = 0;
    if (draw(streams['file-return'], platforms.key[owner], platforms.timesDark[owner]) >= kept) return;
    platforms.fileLeft[owner] = 0;
    add(counts.files_not_returned, clock.reportedDay, 1);
  }

  function rentOut(owner: number): void {
    const renter = drawTaker(world, owner, streams['file-renter'], clock.day, rentsNone);
    if (renter < 0) {
      isRented[owner] = 0;
      return;
    }
    rentsFrom[renter] = owner;
    passOn(owner, renter, platforms.fileLeft[owner]);
    add(counts.file_rentals, clock.reportedDay, 1);
  }
};

export const fileRental = mechanism({
  submodel,
  fields,
  switches,
  streams,
  counts,
  phases: {
    'file-rental': { when: 'week', text: 'Files of managers who are held go to other platforms, and back.', run },
  },
});
