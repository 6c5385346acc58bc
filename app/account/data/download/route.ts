import { exportPersonalData } from "@/lib/account/export-personal-data";
import { getLocale } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { tooMany } from "../../../_forms/too-many";
import { isPrefetch, seeOther, noContent } from "../../../_links/link-response";
import { signedIn } from "../../signed-in";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";

const NO_STORE = { "Cache-Control": "no-store" };

/**
 * The file with everything that is held about whoever is signed in and proved it a moment
 * ago. Each download is counted and recorded, so a link on another site only leads to the
 * page with the button.
 */
export async function GET(request: Request): Promise<Response> {
  if (isPrefetch(request)) return noContent();
  const account = await currentAccount();
  const isCrossSite = request.headers.get("sec-fetch-site") === "cross-site";
  if (!account?.isFresh || isCrossSite) return seeOther(paths.accountData);
  const result = await exportPersonalData(await signedIn(account));
  if (result.outcome === "limited") {
    const { refusal } = await tooMany(result);
    return new Response(refusal, {
      headers: {
        ...NO_STORE,
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Language": await getLocale(),
      },
    });
  }
  return new Response(JSON.stringify(result.data, null, 2), {
    headers: {
      ...NO_STORE,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="latchkey-data.json"',
    },
  });
}

// Next.js would answer HEAD by running GET, and that is a download.
export const HEAD = noContent;

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
