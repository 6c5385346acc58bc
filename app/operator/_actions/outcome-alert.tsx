import { Alert } from "@/components/ui/alert";
import { personActions } from "@/lib/operator/actions";
import type { OutcomeWords } from "@/lib/operator/actions/operator-action";

/** What an action came to, by the word that the page's address carries. */
const outcomeWords: Readonly<Record<string, Omit<OutcomeWords, "line">>> = {
  ...Object.assign({}, ...personActions.map(({ outcomes }) => outcomes)),
  other_address: {
    tone: "warning",
    title: "No changes made",
    text: "The account’s email has changed since you opened that page.",
  },
  repeated: {
    tone: "info",
    title: "Already done",
    text: "This form was already submitted. See the result in the history below.",
  },
};

type Props = { outcome: string | undefined };

/** Says what an action came to, on the page that it led back to. */
export function OutcomeAlert({ outcome }: Props) {
  const told = outcome && Object.hasOwn(outcomeWords, outcome) ? outcomeWords[outcome] : undefined;
  if (!told) return null;
  return (
    <Alert tone={told.tone} title={told.title}>
      <p>{told.text}</p>
    </Alert>
  );
}
