/** The directory: the application's users and companies, and their stored customer ids. Import from here only. */

export type {
  Directory,
  DirectoryUser,
  LinkReplaced,
  ReplaceLinkInput,
  SearchInput,
} from './directory.ts'
export { openEmbeddedDirectory } from './embedded.ts'
export { foldEmail } from './fold-email.ts'
