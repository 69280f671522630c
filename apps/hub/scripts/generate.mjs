// Writes what is made from the schemas: docs/openapi.json and .env.example. Run after a build.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { envExample } from '../dist/config/env-example.js';
import { openApiDocument } from '../dist/openapi/document.js';

const inRoot = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const document = inRoot('docs/openapi.json');
const options = { ...(await resolveConfig(document)), filepath: document };
await writeFile(document, await format(JSON.stringify(openApiDocument()), options));
await writeFile(inRoot('.env.example'), envExample());
