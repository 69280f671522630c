/** Where a row is: what crosses tenants carries the tenant with the id. */
export interface Located {
  readonly tenantId: string;
  readonly id: string;
}
