import '../dist/cli/bench.js';
