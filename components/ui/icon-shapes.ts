export { spinner, warning } from "./form-icon-shapes";

export const back = "m12 4.5-5.5 5.5 5.5 5.5";
export const brokenLink =
  "m3 3 14 14M8.6 6.6l2-2a3.5 3.5 0 0 1 5 5l-1.7 1.7M11.4 13.4l-2 2a3.5 3.5 0 0 1-5-5l1.7-1.7";
export const check = "m4.5 10.5 3.5 3.5 7.5-8";
export const clock = "M10 5.5V10l3 2M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z";
export const cross = "m5.5 5.5 9 9m0-9-9 9";
export const eye =
  "M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10Zm10.25 0a2.25 2.25 0 1 1-4.5 0 2.25 2.25 0 0 1 4.5 0Z";
export const eyeOff =
  "M3 3l14 14M8.4 4.7A8.6 8.6 0 0 1 10 4.5c5 0 8 5.5 8 5.5a14.6 14.6 0 0 1-2.3 2.9M12.7 14.9a7.6 7.6 0 0 1-2.7.6c-5 0-8-5.5-8-5.5a14.4 14.4 0 0 1 3.6-4M8.4 8.4a2.25 2.25 0 0 0 3.2 3.2";
export const forward = "m8 4.5 5.5 5.5L8 15.5";
export const info = "M10 9.25v4.25m0-7v.01M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z";
export const outside = "M8 4.5H4.5v11h11V12M11.5 4.5h4v4m0-4-7 7";
