export const x = 1;

let b = = 2;
