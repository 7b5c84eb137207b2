// Chart: number of open fixed sites over time, all arms together.
import type { Results } from '../experiment/results.ts';
import { armsInFileOrder, bandOf, dailyCurve, weekMean } from '../measures/series.ts';
import { grouped } from '../numbers.ts';
import { bandAmong, dayAxis, dayMarks, lineWithBand, manyBandsNote, rangeBelowMarks, SMOOTHING_NOTE } from './days.ts';
import { armLabel, armLook, axis, type Chart, HEIGHT, heading, largest, levelsIn, PADDING, WIDTH } from './style.ts';

export function sitesOpen(results: Results): Chart[] {
  const arms = armsInFileOrder(results.scenario, results.baseline);
  const bands = arms.map((arm) =>
    bandOf(
      results.records[arm]!.map((record) => weekMean(dailyCurve(record, 'sites_open'))),
      0,
    ),
  );
  const range = rangeBelowMarks(
    results,
    arms,
    0,
    largest(...bands.map((band) => bandAmong(band, arms.length)).flatMap(({ mean, high }) => [mean, high])),
  );
  const title = 'Fixed sites open, by arm';
  return [
    {
      id: 'sites-open',
      title,
      alt: `Line chart: fixed sites open, day by day; at the end: ${levelsIn(results, arms, 'sites_open_end', (sites) => grouped(sites, 1)) || 'undefined'}.`,
      width: WIDTH,
      height: HEIGHT,
      configuration: {
        type: 'line',
        data: {
          datasets: bands.flatMap((band, a) =>
            lineWithBand(bandAmong(band, arms.length), (day) => day, {
              label: armLabel(results, arms[a]!),
              ...armLook(a),
            }),
          ),
        },
        options: {
          layout: { padding: PADDING },
          scales: { x: dayAxis(results), y: axis('sites open', 0, range.top, { ticks: { stepSize: range.step } }) },
          plugins: {
            ...heading(results, title, [SMOOTHING_NOTE, manyBandsNote(results, arms.length)]),
            annotation: { clip: false, annotations: dayMarks(results, arms, range) },
          },
        },
      },
    },
  ];
}
