import { RestFailure } from './rest';

export const NO_ROUTE = (): RestFailure =>
  new RestFailure(404, 'rest_no_route', 'No route was found matching the URL and request method.');
