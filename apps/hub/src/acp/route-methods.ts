import type { FastifyInstance } from 'fastify';

interface Route {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/** Which methods a path takes, noted down while the routes are made. */
export class RouteMethods {
  readonly #routes: Route[] = [];

  /** To be called before the first route is made. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      if (!url.includes('*')) this.#routes.push({ pattern: patternOf(url), methods: [method].flat() });
    });
  }

  /** @returns none where there is nothing at the path. */
  of(path: string): readonly string[] {
    const here = this.#routes.filter(({ pattern }) => pattern.test(path));
    return [...new Set(here.flatMap(({ methods }) => methods))];
  }
}

const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replaceAll('.', '\\.').replaceAll(/:[^/]+/g, '[^/]+')}$`);
