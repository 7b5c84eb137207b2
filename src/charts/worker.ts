// A worker thread that draws charts.
import { serve } from '../experiment/serve.ts';
import { drawer } from './draw.ts';

serve(drawer);
