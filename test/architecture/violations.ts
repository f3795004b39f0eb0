import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import { DEPENDENCY_RULES, ENVIRONMENT_READERS, RESERVED_PACKAGES } from './dependency-rules.js';
import type { DependencyRule } from './dependency-rules.js';

export interface SourceFile {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** What breaks the dependency rules, one readable line for each import or reading of the environment. */
export function violationsIn(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    const broken = importsOf(file).flatMap((specifier) => {
      const why = whyRefused(path, targetOf(path, specifier));
      return why === undefined ? [] : [`${path} imports ${specifier}: ${why}`];
    });
    if (!isUnderAny(path, ENVIRONMENT_READERS) && readsEnvironment(file)) {
      broken.push(`${path} reads process.env: only ${ENVIRONMENT_READERS.join(' and ')} may`);
    }
    return broken;
  });
}

function whyRefused(path: string, target: string): string | undefined {
  const rule = DEPENDENCY_RULES.find((one) => isUnderAny(path, one.folders) && breaks(one, path, target));
  if (rule !== undefined) return rule.why;
  const reserved = RESERVED_PACKAGES.find(({ name }) => isUnder(target, name));
  if (reserved === undefined || isUnderAny(path, reserved.folders)) return undefined;
  return `only ${reserved.folders.join(' and ')} may`;
}

function breaks({ folders, only, never }: DependencyRule, path: string, target: string): boolean {
  const own = folders.filter((folder) => isUnder(path, folder));
  if (only !== undefined && !isUnderAny(target, [...own, ...only])) return true;
  return never !== undefined && isUnderAny(target, never);
}

/** A relative import as a path of the project, a built-in module with its prefix, a package as it is written. */
function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith('.')) {
    return posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');
  }
  return isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier;
}

function isUnderAny(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => isUnder(path, folder));
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Every module that a file names: import, export from, `import()`, `require()`, and types by `import()`. */
function importsOf(file: ts.SourceFile): readonly string[] {
  return nodesOf(file).flatMap((node) => {
    const named = moduleNamedBy(node);
    return named !== undefined && ts.isStringLiteralLike(named) ? [named.text] : [];
  });
}

function moduleNamedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImport || isNamed(node.expression, 'require') ? node.arguments[0] : undefined;
}

function readsEnvironment(file: ts.SourceFile): boolean {
  return nodesOf(file).some((node) => {
    if (ts.isPropertyAccessExpression(node))
      return isNamed(node.expression, 'process') && node.name.text === 'env';
    if (ts.isElementAccessExpression(node)) return isNamed(node.expression, 'process');
    if (ts.isVariableDeclaration(node)) {
      return (
        ts.isObjectBindingPattern(node.name) &&
        node.initializer !== undefined &&
        isNamed(node.initializer, 'process')
      );
    }
    return ts.isImportDeclaration(node) && /^'(?:node:)?process'$/.test(node.moduleSpecifier.getText(file));
  });
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function nodesOf(root: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
}
