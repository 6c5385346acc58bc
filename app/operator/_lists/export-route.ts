import { csvLine } from "@/lib/operator/lists/csv";
import type { ListDefinition, ListRow } from "@/lib/operator/lists/list-definition";
import { readListQuery } from "@/lib/operator/lists/list-query";
import { readAll } from "@/lib/operator/lists/read-all";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";

/** The file of a list, written as fast as it is taken and no longer than somebody takes it. */
function fileOf<Row extends ListRow>(
  list: ListDefinition<Row>,
  batches: AsyncGenerator<Row[], void, undefined>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) =>
      controller.enqueue(encoder.encode(csvLine(list.file.map(({ name }) => name)))),
    async pull(controller) {
      const batch = await batches.next();
      if (batch.done) return controller.close();
      const lines = batch.value.map((row) => csvLine(list.file.map(({ value }) => value(row))));
      controller.enqueue(encoder.encode(lines.join("")));
    },
    cancel: async () => {
      await batches.return();
    },
  });
}

/** Answers with all that a list's search and filters find, as a CSV file. */
export function exportRoute<Row extends ListRow>(list: ListDefinition<Row>) {
  return async function GET(request: Request): Promise<Response> {
    await requireOperator(paths.operator);
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const query = readListQuery(list, params);
    const day = new Date().toISOString().slice(0, 10);
    return new Response(fileOf(list, readAll(list, query)), {
      headers: {
        "Cache-Control": "no-store",
        "Content-Disposition": `attachment; filename="latchkey-${list.name}-${day}.csv"`,
        "Content-Type": "text/csv; charset=utf-8; header=present",
      },
    });
  };
}
