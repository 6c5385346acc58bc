import { exportPersonalData } from "@/lib/account/export-personal-data";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { confirmIdentityPath } from "@/lib/session/require-account";
import { isPrefetch, seeOther, noContent } from "../../../_links/link-response";
import { signedIn } from "../../signed-in";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";

/**
 * The file with everything that we hold about the signed-in user. The password must have been
 * entered lately: who presses the button later is asked for it, and led back to the button. Each
 * download is counted and recorded, so a link on another site only leads there, too.
 */
export async function GET(request: Request): Promise<Response> {
  if (isPrefetch(request)) return noContent();
  const account = await currentAccount();
  const isCrossSite = request.headers.get("sec-fetch-site") === "cross-site";
  if (!account || isCrossSite) return seeOther(paths.accountData);
  if (!account.isFresh) return seeOther(confirmIdentityPath(paths.accountDataConfirmed));
  const result = await exportPersonalData(await signedIn(account));
  if (result.outcome === "limited") return seeOther(`${paths.accountData}?limited`);
  return new Response(JSON.stringify(result.data, null, 2), {
    headers: {
      "Cache-Control": "no-store",
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="latchkey-data.json"',
    },
  });
}

// Next.js would answer HEAD by running GET, and that is a download.
export const HEAD = noContent;

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
