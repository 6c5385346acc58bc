type Variables = Record<string, string | undefined>;

/**
 * The URL of the database to migrate: past a pooler, where one is named. An empty value counts
 * as not set.
 *
 * @throws Error that names the variable and never repeats its value, which may hold a password
 */
export function databaseUrlOf(variables: Variables): string {
  const name = variables.DATABASE_DIRECT_URL ? "DATABASE_DIRECT_URL" : "DATABASE_URL";
  const value = variables[name];
  if (!value)
    throw new Error('DATABASE_URL is not set. (The local database is migrated by "npm run dev".)');
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol))
    throw new Error(
      `${name} must be a whole URL, such as postgresql://user:password@db.example:5432/latchkey.`,
    );
  return value;
}
