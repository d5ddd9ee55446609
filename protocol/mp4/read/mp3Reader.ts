import { movieReader } from './movieReader';
export const mp3Reader = movieReader;
