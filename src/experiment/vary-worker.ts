// A worker thread of `vary`.
import { serve } from './serve.ts';
import { varier } from './vary.ts';

serve(varier);
