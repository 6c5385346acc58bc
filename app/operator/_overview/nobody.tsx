import { Alert } from "@/components/ui/alert";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";

type Props = { isNew: boolean };

/** What to expect while there is nothing to see. */
export function Nobody({ isNew }: Props) {
  if (!isNew) return <Alert>Nobody registered in this period.</Alert>;
  return (
    <Alert title="Nobody has registered yet">
      <p>
        As soon as somebody <TextLink href={paths.register}>registers</TextLink>, this page shows
        within seconds how far they come: their mail sent and delivered, its link opened, the
        address confirmed. Below is how the service stands by to send it.
      </p>
    </Alert>
  );
}
