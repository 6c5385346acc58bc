import { TextLink } from "@/components/ui/text-link";
import type { Queue } from "@/lib/email/read-queue";
import { paths } from "@/lib/paths";
import { Ago } from "./ago";
import { Facts } from "./facts";
import { count } from "./in-figures";
import { Panel } from "./panel";

type Props = { queue: Queue; now: Date };

/** Emails that have not gone out yet. */
export function QueuePanel({ queue, now }: Props) {
  return (
    <Panel id="queue" title="Queue">
      <Facts
        items={[
          { term: "Waiting", detail: count(queue.waiting) },
          { term: "Retrying", detail: count(queue.retrying) },
          { term: "Waiting for a mailbox provider", detail: count(queue.held) },
          {
            term: "Oldest waiting",
            detail: <Ago at={queue.oldestSince} now={now} never="none" />,
          },
          {
            term: "Overdue since",
            detail: <Ago at={queue.overdueSince} now={now} never="none" />,
          },
          { term: "Failed in this period", detail: count(queue.failed) },
        ]}
      />
      <p className="text-sm">
        <TextLink href={paths.operatorFailed}>View failed emails</TextLink>
      </p>
    </Panel>
  );
}
