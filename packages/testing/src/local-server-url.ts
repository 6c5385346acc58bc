const LOCAL_HOSTS = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The superuser's URL of the PostgreSQL that tests may make and drop databases on.
 * Tests delete data, so a server that is not on this machine is refused.
 */
export function localServerUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (url === undefined) throw new Error('No PostgreSQL for tests. Run them by "npm test".');
  if (!LOCAL_HOSTS.has(new URL(url).hostname)) {
    throw new Error("TEST_POSTGRES_URL names another machine; tests only use this one.");
  }
  return url;
}
