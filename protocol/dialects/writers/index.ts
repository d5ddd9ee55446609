export * from './values';
export * from './media';
export * from './conditions';
