import { ActionLink } from "./_components/action-link";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  /** The one the account had. */
  address: string;
  /** Masked: enough for the owner to recognise ("a…@archer.example"). */
  newAddress: string;
  /** Opens the page that undoes the change. */
  undoUrl: string;
  /** With the time zone, as every time here: "29 November 2026, 14:30 UTC". */
  undoExpiresAt: string;
  changedAt: string;
  /** Browser, system and network address of the change. */
  changedFrom: string;
};

export function subject() {
  return "Latchkey: your account has a new address";
}

/** Sent to the old address once the account was moved to the new one. */
export function AddressChanged(props: Props) {
  return (
    <Layout
      title="Your account has a new address"
      preview="It was confirmed just now. If this was not you, you can undo it with this mail."
      why="your address belonged to an account there until now"
    >
      <Paragraph>
        Your account at Latchkey was moved to another address. From now on you sign in with that
        one. If this was you, you need to do nothing.
      </Paragraph>
      <Facts
        items={[
          { name: "Old address", value: props.address },
          { name: "New address", value: props.newAddress },
          { name: "When", value: props.changedAt },
          { name: "From", value: props.changedFrom },
        ]}
      />
      <SectionTitle>If this was not you</SectionTitle>
      <Paragraph>
        Then somebody else has your account. Undo the change to take it back: the account gets this
        address again, all sessions end, the password no longer works, and you choose a new one.
      </Paragraph>
      <ActionLink href={props.undoUrl} label="Undo the change">
        The link works until {props.undoExpiresAt}. It opens a page with a button; nothing happens
        before you press that.
      </ActionLink>
    </Layout>
  );
}

AddressChanged.PreviewProps = {
  address: "ann.archer@example.org",
  newAddress: "a…@archer.example",
  undoUrl:
    "https://latchkey.example/undo/2.AZqrbPsCc8WdGEDnovtslQ.T8nYk4QvZ1cXrG6sLw9JbM0hPd5fEuWaRi3oVt7KxNy",
  undoExpiresAt: "29 November 2026, 14:30 UTC",
  changedAt: "22 November 2026, 14:52 UTC",
  changedFrom: "Firefox on Linux, 203.0.113.7",
} satisfies Props;

export default AddressChanged;
