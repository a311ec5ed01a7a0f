/** How far somebody is on the way out by Shift three times, and that in words. */
export const progress = $state({ pressed: 0, status: '' });
