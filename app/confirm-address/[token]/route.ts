import { linkHead, linkRoute } from "../../_links/link-route";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

/** The link in the email to a new address: leads to the page with the button. */
export const GET = linkRoute("change-link");

export const HEAD = linkHead("change-link");

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
