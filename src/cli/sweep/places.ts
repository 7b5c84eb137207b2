// Where a sweep may run besides here.
export const PLACES = ['slurm', 'parallel'] as const;
