import type { Sending } from "@/lib/operator/statistics/read-sending";
import { Ago } from "./ago";
import { Facts } from "./facts";
import { count, share } from "./in-figures";
import { Panel } from "./panel";

type Props = { sending: Sending; now: Date };

const rate = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

/** How the email service takes emails, and how many it would take. */
export function SendingPanel({ sending, now }: Props) {
  const { sentLastMinute, limitPerSecond, quota, lastFailure } = sending;
  return (
    <Panel id="sending" title="Email provider">
      <Facts
        items={[
          {
            term: "Sending",
            detail: `${rate.format(sentLastMinute / 60)} / ${rate.format(limitPerSecond)} per second`,
          },
          {
            term: "Last 24 hours",
            detail:
              quota.most === null
                ? count(quota.used)
                : `${count(quota.used)} of ${count(quota.most)} (${share(quota.used, quota.most)})`,
          },
          { term: "Last accepted", detail: <Ago at={sending.lastSuccessAt} now={now} /> },
          {
            term: "Last rejected",
            detail: lastFailure ? (
              <>
                <Ago at={lastFailure.at} now={now} />
                {lastFailure.code && `, ${lastFailure.code.replaceAll("_", " ")}`}
              </>
            ) : (
              "none recently"
            ),
          },
          { term: "Limits last read", detail: <Ago at={sending.limitsReadAt} now={now} /> },
        ]}
      />
    </Panel>
  );
}
