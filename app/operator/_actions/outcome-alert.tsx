import { Alert } from "@/components/ui/alert";
import { personActions } from "@/lib/operator/actions";
import type { OutcomeWords } from "@/lib/operator/actions/operator-action";

/** What an action came to, by the word that the page's address carries. */
const outcomeWords: Readonly<Record<string, Omit<OutcomeWords, "line">>> = {
  ...Object.assign({}, ...personActions.map(({ outcomes }) => outcomes)),
  other_address: {
    tone: "warning",
    title: "Nothing was changed",
    text: "The account has another address than on the page you came from.",
  },
  repeated: {
    tone: "info",
    title: "Nothing was done twice",
    text: "This form had been sent before. What it did stands in the history below.",
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
