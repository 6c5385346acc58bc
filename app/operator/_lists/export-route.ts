import { csvFile } from "@/lib/operator/lists/csv-file";
import type { ListDefinition, ListRow } from "@/lib/operator/lists/list-definition";
import { readListQuery } from "@/lib/operator/lists/list-query";
import { readAll } from "@/lib/operator/lists/read-all";
import { recordExport } from "@/lib/operator/actions/export-list";
import { confirmIdentityPath, requireOperator } from "@/lib/session/require-account";
import { isPrefetch, seeOther, noContent } from "../../_links/link-response";

/**
 * Answers with all that a list's search and filters find, as a CSV file. Each export is recorded
 * and reads everything, so a browser that fetches ahead gets nothing, and a link on another site
 * leads to the page with the button.
 */
export function exportRoute<Row extends ListRow>(list: ListDefinition<Row>) {
  return async function GET(request: Request): Promise<Response> {
    if (isPrefetch(request)) return noContent();
    const { pathname, search, searchParams } = new URL(request.url);
    const page = pathname.replace(/\/export$/, "");
    const params = Object.fromEntries(searchParams);
    const { userId, isFresh } = await requireOperator(page, params);
    if (request.headers.get("sec-fetch-site") === "cross-site") return seeOther(page);
    if (!isFresh) return seeOther(confirmIdentityPath(page + search));
    await recordExport(userId, list.name, search.slice(1, 500));
    const query = readListQuery(list, params);
    const day = new Date().toISOString().slice(0, 10);
    return new Response(csvFile(list.file, readAll(list, query)), {
      headers: {
        "Cache-Control": "no-store",
        "Content-Disposition": `attachment; filename="latchkey-${list.name}-${day}.csv"`,
        "Content-Type": "text/csv; charset=utf-8; header=present",
      },
    });
  };
}

/** Next.js would answer HEAD by running GET, and that is an export. */
export const exportHead = noContent;
