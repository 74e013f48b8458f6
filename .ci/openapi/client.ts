// Must compile: what a mini-program's TypeScript needs from the generated types.
import type { components, paths } from "./schema.gen";

// There are paths, and each one's operations have typed JSON answers.
type Path = keyof paths;
type Answer<P extends Path, S extends number> = paths[P] extends {
  get: { responses: infer R };
}
  ? S extends keyof R
    ? R[S] extends { content: { "application/json": infer B } }
      ? B
      : never
    : never
  : never;

type NotEmpty<T> = [T] extends [never] ? false : true;
const hasPaths: NotEmpty<Path> = true;
const hasSchemas: NotEmpty<keyof components["schemas"]> = true;

// At least one read answers JSON that a client can name.
type Readable = { [P in Path]: NotEmpty<Answer<P, 200>> extends true ? P : never }[Path];
const hasReads: NotEmpty<Readable> = true;

export { hasPaths, hasReads, hasSchemas };
