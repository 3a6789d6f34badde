export default 5;
export const word = 'word';
