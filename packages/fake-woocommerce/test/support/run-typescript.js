const { transformSync } = require('@swc/core');
const { readFileSync } = require('node:fs');

/** Lets a child process run the sources as they are: `node -r <this file> -C @acp-hub/source src/main.ts`. */
require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
