import type { ReactNode } from "react";
import { ScrollArea } from "./scroll-area";

type Props = {
  title: string;
  /** What is to be seen, and how to read it. */
  caption: ReactNode;
  /** The drawing. */
  children: ReactNode;
  /** The same in figures. The first column names the row. */
  table: { columns: string[]; rows: { key: string; cells: string[] }[] };
};

/** A chart with its name, and with a table of the same figures behind it. */
export function ChartFigure({ title, caption, children, table: { columns, rows } }: Props) {
  return (
    <figure className="flex flex-col gap-4 rounded-md border border-line p-4">
      <figcaption className="flex flex-col gap-1">
        <h2 className="font-semibold tracking-tight">{title}</h2>
        <p className="text-sm text-ink-soft">{caption}</p>
      </figcaption>
      {children}
      <details>
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-sm font-medium text-accent">
          Show as a table
        </summary>
        <ScrollArea label={`${title}, as a table`} className="mt-2 max-h-96">
          <table className="w-full text-sm tabular-nums">
            <thead>
              <tr className="border-b border-line text-ink-soft">
                {columns.map((name, column) => (
                  <th
                    key={name}
                    scope="col"
                    className={`py-2 pr-4 font-medium whitespace-nowrap ${column === 0 ? "text-left" : "text-right"}`}
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {rows.map(({ key, cells: [name, ...figures] }) => (
                <tr key={key}>
                  <th scope="row" className="py-2 pr-4 text-left font-normal whitespace-nowrap">
                    {name}
                  </th>
                  {figures.map((figure, column) => (
                    <td key={columns[column + 1]} className="py-2 pr-4 text-right">
                      {figure}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      </details>
    </figure>
  );
}
