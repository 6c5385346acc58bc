import { paths } from "@/lib/paths";
import { nothingHere } from "../../_links/link-response";
import { linkRoute } from "../../_links/link-route";

/** The link in a recovery mail: leads to the page where a new password is chosen. */
export const GET = linkRoute("reset-password", paths.resetPassword);

export const HEAD = nothingHere;
