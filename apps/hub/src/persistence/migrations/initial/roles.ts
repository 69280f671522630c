/**
 * `acp_hub_app` is what the application works as; `acp_hub_directory` owns the few functions that look
 * across tenants. Neither can log in, owns a table or bypasses row-level security. The migrating user
 * becomes a member, so that it can take the roles on.
 */
export const ROLES = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'acp_hub_app') THEN
    CREATE ROLE acp_hub_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'acp_hub_directory') THEN
    CREATE ROLE acp_hub_directory NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT pg_has_role(current_user, 'acp_hub_app', 'USAGE') THEN
    EXECUTE format('GRANT acp_hub_app TO %I', current_user);
  END IF;
  IF NOT pg_has_role(current_user, 'acp_hub_directory', 'USAGE') THEN
    EXECUTE format('GRANT acp_hub_directory TO %I', current_user);
  END IF;
END $$;
CREATE SCHEMA hub;
CREATE SCHEMA directory;
GRANT USAGE ON SCHEMA hub TO acp_hub_app, acp_hub_directory;
GRANT USAGE, CREATE ON SCHEMA directory TO acp_hub_directory;
GRANT USAGE ON SCHEMA directory TO acp_hub_app;
`;
