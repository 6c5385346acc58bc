import { Mark, type MarkTone } from "@/components/ui/mark";
import { statusWords } from "@/lib/operator/lists/delivery-words";

type Status = keyof typeof statusWords;

/** What each status says of an email. */
export const statusTones: Record<Status, MarkTone> = {
  queued: "waiting",
  sending: "waiting",
  deferred: "waiting",
  unknown: "waiting",
  sent: "good",
  delayed: "waiting",
  delivered: "good",
  bounced: "bad",
  complained: "bad",
  failed: "bad",
  cancelled: "neutral",
};

type Props = { status: Status };

/** How far an email has come. */
export function StatusMark({ status }: Props) {
  return <Mark tone={statusTones[status]}>{statusWords[status]}</Mark>;
}
