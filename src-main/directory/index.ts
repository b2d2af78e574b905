/** The directory: the application's users and companies, and their stored customer ids. Import from here only. */

export { FileError } from './csv/file-error.ts'
export type { ImportInput } from './csv/import.ts'
export { CsvError } from './csv/problems.ts'
export type {
  Directory,
  DirectoryUser,
  LinkReplaced,
  ReplaceLinkInput,
  SearchInput,
} from './directory.ts'
export { type EmbeddedDirectory, openEmbeddedDirectory } from './embedded.ts'
export { foldEmail } from './fold-email.ts'
