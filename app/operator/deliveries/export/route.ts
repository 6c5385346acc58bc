import { deliveryList } from "@/lib/operator/lists/delivery-list";
import { exportHead, exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(deliveryList);

export const HEAD = exportHead;
