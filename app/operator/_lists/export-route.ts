import { csvFile } from "@/lib/operator/lists/csv-file";
import type { ListDefinition, ListRow } from "@/lib/operator/lists/list-definition";
import { readListQuery } from "@/lib/operator/lists/list-query";
import { readAll } from "@/lib/operator/lists/read-all";
import { recordExport } from "@/lib/operator/record-export";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";

/** Answers with all that a list's search and filters find, as a CSV file. */
export function exportRoute<Row extends ListRow>(list: ListDefinition<Row>) {
  return async function GET(request: Request): Promise<Response> {
    const { userId } = await requireOperator(paths.operator);
    const { search, searchParams } = new URL(request.url);
    const params = Object.fromEntries(searchParams);
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
