import { csvLine } from "./csv";
import type { FileColumn } from "./list-definition";

/**
 * The CSV file of a list, in UTF-8: written as fast as it is taken, and no longer than
 * somebody takes it.
 */
export function csvFile<Row>(
  columns: FileColumn<Row>[],
  batches: AsyncGenerator<Row[], void, undefined>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) =>
      controller.enqueue(encoder.encode(csvLine(columns.map(({ name }) => name)))),
    async pull(controller) {
      const batch = await batches.next();
      if (batch.done) return controller.close();
      const lines = batch.value.map((row) => csvLine(columns.map(({ value }) => value(row))));
      controller.enqueue(encoder.encode(lines.join("")));
    },
    cancel: async () => {
      await batches.return();
    },
  });
}
