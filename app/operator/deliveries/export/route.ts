import { deliveryList } from "@/lib/operator/lists/delivery-list";
import { exportHead, exportRoute } from "../../_lists/export-route";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";

export const GET = exportRoute(deliveryList);

export const HEAD = exportHead;

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
