import { SECOND } from "@/lib/clock";
import type { Health } from "@/lib/health/check-health";
import { Ago } from "./ago";
import { Facts } from "./facts";
import { duration } from "./in-figures";
import { Panel } from "./panel";

type Props = { health: Health; now: Date };

/** Whether Inngest takes our events and runs our functions. */
export function InngestPanel({ health, now }: Props) {
  const { outboxLagSeconds, lastSweepAt, problems, warnings } = health;
  return (
    <Panel id="inngest" title="Inngest">
      <Facts
        items={[
          { term: "State", detail: problems.length === 0 ? "Healthy" : "Unhealthy" },
          {
            term: "Oldest unsent event",
            detail: outboxLagSeconds ? duration(outboxLagSeconds * SECOND) : "none",
          },
          {
            term: "Last outbox sweep",
            detail: <Ago at={lastSweepAt ? new Date(lastSweepAt) : null} now={now} />,
          },
        ]}
      />
      {[...problems, ...warnings].map((problem) => (
        <p key={problem} className="text-sm text-danger">
          {problem.charAt(0).toUpperCase() + problem.slice(1)}.
        </p>
      ))}
    </Panel>
  );
}
