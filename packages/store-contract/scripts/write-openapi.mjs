// Writes the contract's OpenAPI document, formatted like the rest of the repository. Run after a build.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { openApiDocument } from '../dist/index.js';

const target = fileURLToPath(new URL('../../../docs/store-contract.openapi.json', import.meta.url));
const options = { ...(await resolveConfig(target)), filepath: target };
await writeFile(target, await format(JSON.stringify(openApiDocument()), options));
