import { handlers } from "@/lib/session/auth";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";

export const { GET, POST } = handlers;

export const { PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD, POST");
