/**
 * How long a process may take to publish a feed before another may begin anew: 500 MB by a slow SFTP server take a
 * quarter of an hour.
 */
export const PUBLISH_LEASE_MS = 60 * 60_000;
