import '../dist/cli/regimes.js';
