import { connection } from "next/server";

/** A page that says nothing, rendered for each request. */
export default async function Page() {
  await connection();
  return <p>Nothing</p>;
}
