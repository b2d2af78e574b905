/** From a pasted id to where a person goes with it. Reads only. Import from here only. */

export { findById } from './find.ts'
