import { ActionLink } from "./_components/action-link";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  /** The one the account still has. */
  address: string;
  /** Masked: enough for the owner to recognise ("a…@archer.example"). */
  newAddress: string;
  /** Opens the page that undoes the change, be it asked for or done. */
  undoUrl: string;
  /** With the time zone, as every time here: "29 November 2026, 14:30 UTC". */
  undoExpiresAt: string;
  requestedAt: string;
  /** Browser, system and network address of the request. */
  requestedFrom: string;
};

export function subject() {
  return "Latchkey: your account is to get a new address";
}

/** Sent to the old address when a change of address is asked for. */
export function AddressChangeNotice(props: Props) {
  return (
    <Layout
      title="Your account is to get a new address"
      preview="Nothing has changed yet. If this was not you, you can undo it with this mail."
      why="your address belongs to an account there"
    >
      <Paragraph>
        Someone who is signed in to your account at Latchkey asked to move it to another address.
        Nothing has changed yet: the account moves once the new address is confirmed. If this was
        you, you need to do nothing with this mail.
      </Paragraph>
      <Facts
        items={[
          { name: "Address", value: props.address },
          { name: "New address", value: props.newAddress },
          { name: "When", value: props.requestedAt },
          { name: "From", value: props.requestedFrom },
        ]}
      />
      <SectionTitle>If this was not you</SectionTitle>
      <Paragraph>
        Then somebody else can get into your account. Undo the change, and the account keeps this
        address; that works even after the new one was confirmed. Then choose a new password.
      </Paragraph>
      <ActionLink href={props.undoUrl} label="Undo the change">
        The link works until {props.undoExpiresAt}. It opens a page with a button; nothing happens
        before you press that.
      </ActionLink>
    </Layout>
  );
}

AddressChangeNotice.PreviewProps = {
  address: "ann.archer@example.org",
  newAddress: "a…@archer.example",
  undoUrl:
    "https://latchkey.example/undo/2.AZqrbPsCc8WdGEDnovtslQ.T8nYk4QvZ1cXrG6sLw9JbM0hPd5fEuWaRi3oVt7KxNy",
  undoExpiresAt: "29 November 2026, 14:30 UTC",
  requestedAt: "22 November 2026, 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
} satisfies Props;

export default AddressChangeNotice;
