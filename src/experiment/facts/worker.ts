// A worker thread of the facts.
import { serve } from '../serve.ts';
import { liver } from './measure.ts';

serve(liver);
