import { db } from "@/lib/db";
import { everythingAbout } from "./registrations";

/** Everything the database holds of somebody, but for when their session was last seen. */
export async function stateOf(address: string): Promise<string> {
  const about = await everythingAbout(address);
  const userId = about.user?.id;
  const where = { userId };
  const resets = await db.passwordReset.findMany({ where: { address } });
  const changes = userId ? await db.addressChange.findMany({ where }) : [];
  const sessions = userId ? await db.session.findMany({ where }) : [];
  const suppressions = await db.suppression.findMany({ where: { address } });
  return JSON.stringify({
    ...about,
    resets,
    changes,
    suppressions,
    sessions: sessions.map(({ id, endedAt }) => ({ id, endedAt })),
  });
}
