export const x = 1;
throw 'text';
