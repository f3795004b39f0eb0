/** The package brings no types. */
declare module 'relay-compiler' {
  /** The path of the program; null on a platform that there is none for. */
  const program: string | null;
  export default program;
}
