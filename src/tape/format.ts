/** Today's tape format. */
export * from './versions/v1.ts';
