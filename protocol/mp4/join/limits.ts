/** More samples than these are not joined: five hours of 60 frames a second with their sound. */
export const MOST_SAMPLES = 2_000_000;
