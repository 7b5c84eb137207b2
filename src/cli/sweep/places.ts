// Values of options that the program lists before a command is loaded.

/** Where a sweep may run besides here. */
export const PLACES = ['slurm', 'parallel'] as const;
/** What a sensitivity analysis varies of a scenario. */
export const OVER = ['fields', 'mechanisms'] as const;
