// A worker thread of a sweep.
import { serve } from '../serve.ts';
import { createRunner } from './run.ts';

serve(createRunner);
