import { SECOND } from "@/lib/clock";
import type { Duration, Durations } from "@/lib/operator/statistics/read-durations";
import { duration } from "./in-figures";
import { Panel } from "./panel";

const inWords = (seconds: number | null) => (seconds === null ? "–" : duration(seconds * SECOND));

/** How long people wait for their email and their account. */
export function DurationsPanel({ sent, delivered, confirmed }: Durations) {
  const rows: { name: string; times: Duration }[] = [
    { name: "Sent", times: sent },
    { name: "Delivered", times: delivered },
    { name: "Confirmed", times: confirmed },
  ];
  return (
    <Panel id="durations" title="Time from sign-up to">
      <table className="w-full text-sm tabular-nums">
        <thead className="text-ink-soft">
          <tr className="border-b border-line">
            <td />
            <th scope="col" className="pb-1.5 text-right font-normal">
              Median
            </th>
            <th scope="col" className="pb-1.5 pl-3 text-right font-normal">
              95th percentile
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ name, times }) => (
            <tr key={name}>
              <th scope="row" className="py-1.5 text-left font-normal text-ink-soft">
                {name}
              </th>
              <td className="py-1.5 text-right font-medium">{inWords(times.median)}</td>
              <td className="py-1.5 pl-3 text-right font-medium">{inWords(times.percentile95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-sm text-ink-soft">Based on the latest 1,000 sign-ups in this period.</p>
    </Panel>
  );
}
