import { redirect } from "next/navigation";

/** A form whose server action does nothing. Only its post is measured, so the page may be static. */
export default function Page() {
  async function doNothing() {
    "use server";
    redirect("/nothing");
  }
  return (
    <form action={doNothing}>
      <button>Do nothing</button>
    </form>
  );
}
