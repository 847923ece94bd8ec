// `import` of what the runtime brings along, and of layers: Node looks for ES modules beside the importing file alone, Lambda at NODE_PATH too.
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { find } = require('./modules.cjs');

const layers = (process.env.NODE_PATH ?? '').split(':').filter(folder => path.basename(folder) === 'node_modules').map(folder => path.dirname(folder));
const bare = /^(?![./]|[a-z]+:)/;
const within = (context, folder) => ({ ...context, parentURL: pathToFileURL(path.join(folder, 'index.mjs')).href });
const places = (specifier, context) => [context, ...bare.test(specifier) ? layers.map(folder => within(context, folder)) : []];
const isMissing = (specifier, error) => bare.test(specifier) && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND');

function brought(specifier, context, next, missing) {
  const parent = context.parentURL?.startsWith('file:') ? fileURLToPath(context.parentURL) : undefined;
  return find(specifier, parent, folder => next(specifier, within(context, folder)), missing);
}

// For module.register, in a thread of its own.
exports.resolve = async function resolve(specifier, context, next) {
  let missing;
  for (const place of places(specifier, context))
    try {
      return await next(specifier, place);
    } catch (error) {
      if (!isMissing(specifier, error)) throw error;
      missing ??= error;
    }
  return brought(specifier, context, next, missing);
};

// For module.registerHooks, where Node has it: in the thread that imports.
exports.resolveSync = function resolveSync(specifier, context, next) {
  let missing;
  for (const place of places(specifier, context))
    try {
      return next(specifier, place);
    } catch (error) {
      if (!isMissing(specifier, error)) throw error;
      missing ??= error;
    }
  return brought(specifier, context, next, missing);
};
