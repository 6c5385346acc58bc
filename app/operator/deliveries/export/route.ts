import { deliveryList } from "@/lib/operator/lists/delivery-list";
import { exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(deliveryList);
