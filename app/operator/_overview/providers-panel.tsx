import { ScrollArea } from "@/components/charts/scroll-area";
import type { ProviderCounts, ProviderFigures } from "@/lib/operator/statistics/read-providers";
import { Mark } from "@/components/ui/mark";
import { count, share } from "./in-figures";
import { Panel } from "./panel";

type Props = { providers: ProviderFigures[]; fallen: ReadonlySet<string> };

const cellsOf = ({ registered, delivered, confirmed }: ProviderCounts) => [
  count(registered),
  share(delivered, registered),
  share(confirmed, registered),
];

const COLUMNS = ["Sign-ups", "Delivered", "Confirmed"];
const groupEdge = (column: number) => (column % COLUMNS.length === 0 ? "pl-6" : "pl-4");

/** How far people get, by where they have their mailbox. */
export function ProvidersPanel({ providers, fallen }: Props) {
  return (
    <Panel id="providers" title="By mailbox provider">
      <p className="text-sm text-ink-soft">
        Top 10 by sign-ups in the last 7 days (UTC). A provider’s domains are grouped.
      </p>
      <ScrollArea label="Mailbox providers">
        <table className="w-full text-sm tabular-nums">
          <thead>
            <tr className="text-ink-soft">
              <td />
              <th scope="colgroup" colSpan={3} className="pl-6 text-left font-medium">
                Today
              </th>
              <th scope="colgroup" colSpan={3} className="pl-6 text-left font-medium">
                Last 7 days
              </th>
            </tr>
            <tr className="border-b border-line text-ink-soft">
              <th scope="col" className="py-2 text-left font-normal">
                Provider
              </th>
              {[...COLUMNS, ...COLUMNS].map((name, column) => (
                <th
                  key={column}
                  scope="col"
                  className={`py-2 text-right font-normal ${groupEdge(column)}`}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {providers.map(({ name, today, week }) => (
              <tr key={name}>
                <th
                  scope="row"
                  className="max-w-52 min-w-32 py-2 text-left font-medium wrap-anywhere"
                >
                  {name}
                  {fallen.has(name) && (
                    <>
                      {" "}
                      <Mark tone="bad">dropped</Mark>
                    </>
                  )}
                </th>
                {[...cellsOf(today), ...cellsOf(week)].map((cell, column) => (
                  <td
                    key={column}
                    className={`py-2 text-right whitespace-nowrap ${groupEdge(column)}`}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </Panel>
  );
}
