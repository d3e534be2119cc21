// D3 comes as one classic script (lib/d3.min.js) that the page loads before its modules.
export const d3 = globalThis.d3;
