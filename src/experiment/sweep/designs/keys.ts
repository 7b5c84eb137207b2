// Keys of the draws that designs make.
import { openStreams, type StreamKey } from '../../../random/streams.ts';

type DesignStream =
  | 'hypercube order'
  | 'hypercube place'
  | 'sobol shift'
  | 'morris start'
  | 'morris order'
  | 'morris way';

/**
 * The stream of a design's own seed. 'design/' before it and names of its own keep it apart from all streams of a
 * simulation, also where both have one seed.
 */
export const designStream = (seed: string, name: DesignStream): StreamKey =>
  openStreams(`design/${seed}`, 0, [name])[name];
