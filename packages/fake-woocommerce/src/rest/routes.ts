import { known } from '../known';
import { ANONYMOUS } from './authenticate';
import { pick, wantedFields } from './fields';
import { MALFORMED } from './malformed';
import { NO_ROUTE } from './no-route';
import {
  isObject,
  RestFailure,
  restUrl,
  type Json,
  type JsonObject,
  type RestRequest,
  type RestResponse,
} from './rest';
import { validate, type Schema } from './schema';

export interface Call {
  readonly request: RestRequest;
  /** Numbers and names in the path. */
  readonly path: Readonly<Record<string, string>>;
  /** Query and body together, the body winning, as WordPress gives them to its callbacks. */
  readonly values: JsonObject;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** Of one resource: not touched by `_fields`. */
  readonly links?: JsonObject;
}

/** What a caller must be for it: `public`, or a user; with what anonymous callers are told. */
export type Access = 'public' | 'list' | 'view' | 'create' | 'edit' | 'delete' | 'batch';

export interface Endpoint {
  readonly access: Access;
  readonly schema?: Schema;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

export interface Route {
  /** `/wc/v3/orders/:id`; `:id` is a number, `:name` or another word a slug. */
  readonly path: string;
  readonly methods: Readonly<Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Endpoint>>>;
  /** What the Allow header says, where it is not what `methods` has. */
  readonly allow?: string;
  readonly isStoreApi?: boolean;
}

const REFUSALS: Readonly<Record<Exclude<Access, 'public'>, readonly [code: string, message: string]>> = {
  list: ['cannot_view', 'Sorry, you cannot list resources.'],
  view: ['cannot_view', 'Sorry, you cannot view this resource.'],
  create: ['cannot_create', 'Sorry, you are not allowed to create resources.'],
  edit: ['cannot_edit', 'Sorry, you are not allowed to edit this resource.'],
  delete: ['cannot_delete', 'Sorry, you are not allowed to delete this resource.'],
  batch: ['cannot_batch', 'Sorry, you are not allowed to batch manipulate this resource.'],
};

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

export interface RestServer {
  dispatch(request: RestRequest): Promise<RestResponse>;
}

/** WordPress's REST server: routes, parameters, permissions, `_fields`. The first route that fits answers. */
export function createRestServer(routes: readonly Route[]): RestServer {
  const compiled = routes.map(compile);
  return {
    async dispatch(request) {
      const links = { link: `<${restUrl(request, '/')}>; rel="https://api.w.org/"` };
      const found = compiled.find(
        ({ pattern, route }) => pattern.test(request.path) && endpointOf(route, request.method) !== undefined,
      );
      if (request.method === 'OPTIONS') return describe(compiled, request, links);
      if (found === undefined) return failed(NO_ROUTE(), links);
      const allow = { allow: found.route.allow ?? allowOf(found.route) };
      try {
        const answer = await answerOf(found, request);
        const fields = wantedFields(request.query);
        const body = answer.body === undefined ? undefined : pick(answer.body, fields);
        const whole = answer.links && isObject(body) ? { ...body, _links: answer.links } : body;
        return {
          status: answer.status ?? 200,
          headers: withoutEmpty({ ...links, ...allow, ...answer.headers }),
          ...(whole !== undefined && request.method !== 'HEAD' && { body: whole }),
        };
      } catch (error) {
        if (!(error instanceof RestFailure)) throw error;
        const isBare = (error.status === 401 && !found.route.isStoreApi) || error.isBare;
        return failed(error, { ...links, ...(isBare ? {} : allow) });
      }
    },
  };
}

/** A header that a handler made empty is not sent. */
const withoutEmpty = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name, value]) => name !== 'allow' || value !== ''));

const failed = (error: RestFailure, headers: Readonly<Record<string, string>>): RestResponse => ({
  status: error.status,
  headers: { ...headers, ...error.headers },
  body: error.body,
});

/** A word that is no number in the path is a slug; `key` is 32 hexadecimal digits. */
function compile(route: Route): Compiled {
  const names: string[] = [];
  const source = route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    names.push(name);
    return /id$/.test(name) ? '(\\d+)' : name === 'key' ? '([0-9a-f]{32})' : '([\\w-]+)';
  });
  return { route, names, pattern: new RegExp(`^${source}/?$`) };
}

function endpointOf({ methods }: Route, method: string): Endpoint | undefined {
  switch (method) {
    case 'HEAD':
      return methods.GET;
    case 'PATCH':
      return methods.PUT;
    case 'POST':
      return methods.POST ?? methods.PUT;
    default:
      return methods[method as 'GET'];
  }
}

const allowOf = ({ methods }: Route): string =>
  [
    ...(methods.GET ? ['GET'] : []),
    ...(methods.POST || methods.PUT ? ['POST'] : []),
    ...(methods.PUT ? ['PUT', 'PATCH'] : []),
    ...(methods.DELETE ? ['DELETE'] : []),
  ].join(', ');

async function answerOf(found: Compiled, request: RestRequest): Promise<Answer> {
  const endpoint = known(endpointOf(found.route, request.method));
  if (request.body === MALFORMED)
    throw new RestFailure(400, 'rest_invalid_json', 'Invalid JSON body passed.', {
      status: 400,
      json_error_code: 4,
      json_error_message: 'Syntax error',
    });
  const values: JsonObject = { ...request.query, ...(isObject(request.body) ? request.body : {}) };
  validate(endpoint.schema ?? {}, values);
  if (endpoint.access !== 'public' && request.caller.kind === ANONYMOUS.kind) {
    const [code, message] = REFUSALS[endpoint.access];
    throw new RestFailure(401, `woocommerce_rest_${code}`, message);
  }
  const [, ...groups] = known(found.pattern.exec(request.path));
  const path = Object.fromEntries(found.names.map((name, index) => [name, groups[index] ?? '']));
  return endpoint.handle({ request, path, values });
}

function describe(
  compiled: readonly Compiled[],
  request: RestRequest,
  links: Readonly<Record<string, string>>,
): RestResponse {
  const found = compiled.find(({ pattern }) => pattern.test(request.path));
  if (found === undefined) return failed(NO_ROUTE(), links);
  const allow = found.route.allow ?? allowOf(found.route);
  const [, space, version] = request.path.split('/');
  const body = { namespace: `${space}/${version}`, methods: allow.split(', ') };
  return { status: 200, headers: { ...links, allow }, body: pick(body, wantedFields(request.query)) };
}
