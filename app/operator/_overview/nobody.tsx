import { Alert } from "@/components/ui/alert";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";

type Props = { isNew: boolean };

/** What to expect while there is nothing to see. */
export function Nobody({ isNew }: Props) {
  if (!isNew) return <Alert>No sign-ups in this period.</Alert>;
  return (
    <Alert title="No sign-ups yet">
      <p>
        <TextLink href={paths.register}>Sign-ups</TextLink> appear here within seconds, from email
        sent to address confirmed. Below is the current state of the service.
      </p>
    </Alert>
  );
}
