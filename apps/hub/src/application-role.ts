/** The database role the hub works as: it owns nothing, and row-level security binds it. */
export const APPLICATION_ROLE = 'acp_hub_app';
