import type { deskEn } from './desk.en';

/** Spanish (draft, to be read by a native reviewer with helpline experience): what peers and supervisors read. */
export const deskEs: Record<keyof typeof deskEn, string> = {

};
