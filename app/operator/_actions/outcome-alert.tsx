import { Alert } from "@/components/ui/alert";
import { outcomeWords } from "./outcome-words";

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
