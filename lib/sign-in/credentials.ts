/**
 * What lets somebody in: a user, and the password hash that was compared or set a moment ago.
 * A session is only opened while that hash is still the user's. It never leaves the server
 * and is never logged.
 */
export type Credentials = { userId: string; passwordHash: string };
