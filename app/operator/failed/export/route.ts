import { failedList } from "@/lib/operator/lists/failed-list";
import { exportHead, exportRoute } from "../../_lists/export-route";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";

export const GET = exportRoute(failedList);

export const HEAD = exportHead;

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
