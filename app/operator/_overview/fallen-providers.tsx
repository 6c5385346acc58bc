import { Alert } from "@/components/ui/alert";
import type { FallenProvider } from "@/lib/operator/statistics/find-fallen-providers";
import { count, share } from "./in-figures";

type Props = { providers: FallenProvider[] };

/** The alarm: at a provider, people no longer confirm as they used to. */
export function FallenProviders({ providers }: Props) {
  if (providers.length === 0) return null;
  return (
    <Alert tone="danger" title="Confirmations dropped at a mailbox provider">
      <ul className="space-y-1">
        {providers.map(({ name, lastDay, before }) => (
          <li key={name}>
            <strong className="font-semibold wrap-anywhere">{name}</strong>:{" "}
            {share(lastDay.confirmed, lastDay.registered)} confirmed in the last 24 hours (
            {count(lastDay.confirmed)} of {count(lastDay.registered)}), down from{" "}
            {share(before.confirmed, before.registered)} the week before.
          </li>
        ))}
      </ul>
      <p>Its emails may be bouncing, held back or going to spam.</p>
    </Alert>
  );
}
