// Random cases: other ones at every run, but the same ones wherever CI is set, so that a commit passes or fails for good.
import fc from 'fast-check';

if (process.env.CI) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_260_101 });
