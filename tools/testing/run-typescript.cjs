const { transformFileSync } = require('@swc/core');

/**
 * Runs TypeScript in a process of its own, translated as jest translates it:
 * `node -r <this file> -C @acp-hub/source src/main.ts`.
 */
const [, options] = Object.values(require('../../jest.preset.js').transform)[0];

require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
