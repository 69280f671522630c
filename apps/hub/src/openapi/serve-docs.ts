import type { INestApplication } from '@nestjs/common';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from './document';

/** `/docs` for people and `/docs/openapi.json` for machines; everything the page loads comes from this server. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument() as unknown as OpenAPIObject, {
    jsonDocumentUrl: 'docs/openapi.json',
    yamlDocumentUrl: 'docs/openapi.yaml',
    customSiteTitle: 'acp-hub',
    // The default asks a server on the internet whether the document is valid.
    swaggerOptions: { validatorUrl: null, defaultModelsExpandDepth: 0, docExpansion: 'list' },
  });
}
