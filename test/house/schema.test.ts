/**
 * docs/schema/run.v1.json is what the types of src/model/run.ts say. `npm run schema` writes it anew; a change of a
 * released version is a new file, an upgrade step and a changelog line instead.
 */
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { beforeAll, describe, expect, it } from 'vitest';
import { RUN_SCHEMA, RUN_VERSION } from '../../src/model/run.ts';
import { ROOT } from './repository.ts';

const FILE = join(ROOT, `docs/schema/run.v${RUN_VERSION}.json`);

type Schema = { readonly [key: string]: unknown };

function generate(): Schema {
  const made = createGenerator({
    path: join(ROOT, 'src/model/run.ts'),
    tsconfig: join(ROOT, 'tsconfig.json'),
    type: 'Run',
    expose: 'export',
    // In draft-07 a $ref hides what stands beside it, the $id too.
    topRef: false,
    additionalProperties: false,
    // `npm run check` checks the types with the project's own TypeScript; the generator brings an older one.
    skipTypeCheck: true,
  }).createSchema('Run');
  const { $schema, ...rest } = withPlainNames(made) as Schema;
  return {
    $schema,
    $id: `urn:${RUN_SCHEMA.replace('/', ':')}:v${RUN_VERSION}`,
    title: 'A run of the go command as gorun-trace saw it',
    ...rest,
  };
}

/** `Known<string>` becomes `Known-string`: many tools make names in code out of these. */
function withPlainNames(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withPlainNames);
  if (typeof node !== 'object' || node === null) return node;
  const plain = (name: string) => name.replaceAll(/[^\w$]+/g, '-').replace(/-$/, '');
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === '$ref')
        return [key, `#/definitions/${plain(decodeURIComponent(value).replace('#/definitions/', ''))}`];
      if (key !== 'definitions') return [key, withPlainNames(value)];
      return [
        key,
        Object.fromEntries(Object.entries(value).map(([name, made]) => [plain(name), withPlainNames(made)])),
      ];
    }),
  );
}

/** Every object in the schema that describes an object type. */
function objectTypes(node: unknown, path = '#'): { path: string; schema: Schema }[] {
  if (typeof node !== 'object' || node === null) return [];
  const schema = node as Schema;
  const own = schema.type === 'object' ? [{ path, schema }] : [];
  return [...own, ...Object.entries(schema).flatMap(([key, value]) => objectTypes(value, `${path}/${key}`))];
}

describe('the schema of a Run', () => {
  let schema: Schema;
  beforeAll(() => {
    schema = generate();
  });

  it('is the one in docs/schema (npm run schema)', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(FILE);
  });

  it('is draft-07, has an id, and every object says which properties it has', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    const loose = objectTypes(schema).filter(
      ({ schema: { additionalProperties } }) =>
        additionalProperties !== false && typeof additionalProperties !== 'object',
    );
    expect(loose.map(({ path }) => path)).toEqual([]);
    expect(objectTypes(schema).length).toBeGreaterThan(20);
  });

  it('carries the doc comments', () => {
    expect(JSON.stringify(schema)).toContain('What time 0 is: a whole second, ISO 8601 in UTC.');
  });

  it('compiles, and refuses what is no Run', () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    expect(validate({})).toBe(false);
    expect(validate({ schema: RUN_SCHEMA, version: RUN_VERSION + 1 })).toBe(false);
  });
});
