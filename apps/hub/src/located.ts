/** Where a row is: what crosses tenants carries the tenant with the id. */
export interface Located {
  readonly tenantId: string;
  readonly id: string;
}

/** The ids of each tenant, in their order. */
export function idsByTenant(rows: readonly Located[]): ReadonlyMap<string, readonly string[]> {
  const idsOf = new Map<string, string[]>();
  for (const { tenantId, id } of rows) {
    const ids = idsOf.get(tenantId);
    if (ids === undefined) idsOf.set(tenantId, [id]);
    else ids.push(id);
  }
  return idsOf;
}
