/** The application sees and writes rows of the tenant it named in this transaction, and none without one. */
export const rowLevelSecurity = (table: string): string => `
ALTER TABLE hub.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON hub.${table} TO acp_hub_app
  USING (tenant_id = current_setting('hub.tenant', true))
  WITH CHECK (tenant_id = current_setting('hub.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON hub.${table} TO acp_hub_app;
`;
