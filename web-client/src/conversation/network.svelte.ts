/** Whether the desk has lost the connection that it had; its forms are there to be read until it is back. */
export const network = $state({ lost: false });
