/** English: what peers and supervisors read. The keys here are the keys of Porchlight; every other language has each of them. */
export const deskEn = {

} as const;
