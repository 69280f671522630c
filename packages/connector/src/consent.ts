export interface ConsentRequest {
  /** Unguessable; it comes back with the credentials, and is all that ties them to this request. */
  readonly state: string;
  /** Where the platform posts the credentials; https. */
  readonly callbackUrl: string;
  /** Where the merchant's browser goes afterwards. */
  readonly returnUrl: string;
}

/** A platform on which a merchant lets the hub in on a page of the platform's own, instead of copying credentials. */
export interface ConsentFlow<Config = unknown> {
  /** The page, for a connection whose settings lack the credentials. */
  url(config: Config, request: ConsentRequest): string;
  /** What came to the callback. `undefined` where it is none of the platform's. */
  read(config: Config, body: Buffer): ConsentGrant<Config> | undefined;
}

export interface ConsentGrant<Config = unknown> {
  readonly state: string;
  /** The settings with the credentials in them. */
  readonly config: Config;
}
