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
    <Panel id="sending" title="Mail service">
      <Facts
        items={[
          {
            term: "Sending",
            detail: `${rate.format(sentLastMinute / 60)} of ${rate.format(limitPerSecond)} a second`,
          },
          {
            term: "In 24 hours",
            detail:
              quota.most === null
                ? count(quota.used)
                : `${count(quota.used)} of ${count(quota.most)} (${share(quota.used, quota.most)})`,
          },
          { term: "Last taken", detail: <Ago at={sending.lastSuccessAt} now={now} /> },
          {
            term: "Last refused",
            detail: lastFailure ? (
              <>
                <Ago at={lastFailure.at} now={now} />
                {lastFailure.code && `, ${lastFailure.code.replaceAll("_", " ")}`}
              </>
            ) : (
              "not lately"
            ),
          },
          { term: "Told its limits", detail: <Ago at={sending.limitsReadAt} now={now} /> },
        ]}
      />
    </Panel>
  );
}
