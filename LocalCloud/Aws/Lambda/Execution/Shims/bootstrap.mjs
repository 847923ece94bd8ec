// The runtime loop of Node functions: asks the runtime API for an event, calls the handler, posts what it answers.
import net from 'node:net';
import path from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { Writable } from 'node:stream';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const root = process.env.LAMBDA_TASK_ROOT;
const streaming = Symbol.for('aws.lambda.runtime.handler.streaming');
let requestId, working = false, http;

const modules = createRequire(import.meta.url)('./modules.cjs');

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const json = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const least = json ? Math.max(levels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()), 0) : 0;

// An error among the arguments is told by its parts too (docs: monitoring-cloudwatchlogs-logformat)
function line(level, args) {
  const timestamp = new Date().toISOString();
  if (!json) return `${timestamp}\t${requestId ?? 'undefined'}\t${level}\t${format(...args).replaceAll('\n', '\r')}\n`;
  const error = args.find(argument => argument instanceof Error);
  const message = args.length === 1 && !error && typeof args[0] === 'object' && args[0] !== null ? args[0] : format(...args);
  const parts = error && { errorType: error.name, errorMessage: error.message, stackTrace: (error.stack ?? '').split('\n') };
  try {
    return JSON.stringify({ timestamp, level, requestId, ...parts, message }) + '\n';
  } catch {
    return JSON.stringify({ timestamp, level, requestId, ...parts, message: format(...args) }) + '\n';
  }
}

for (const [name, level] of [['log', 'INFO'], ['info', 'INFO'], ['warn', 'WARN'], ['error', 'ERROR'], ['debug', 'DEBUG'], ['trace', 'TRACE']])
  console[name] = (...args) => levels.indexOf(level) >= least && process.stdout.write(line(level, args));

// One connection for all calls, whose answers come in their order and always with their length. Node's own HTTP client costs several times what a
// handler does: an environment is called too seldom for that much code to be compiled.
const answers = [];
let connection, parts, size, expected;

function connect() {
  [parts, size, expected] = [[], 0, 0];
  connection = net.connect({ host, port, noDelay: true }).on('data', data => {
    parts.push(data);
    size += data.length;
    while (size > 0 && size >= expected && take());
  }).on('error', error => lost(opened, error)).on('end', () => lost(opened, new Error('The runtime API has closed the connection')));
  const opened = connection;
}

function lost(opened, error) {
  opened.destroy();
  if (opened !== connection) return;
  for (const { reject } of answers.splice(0)) reject(error);
}

function take() {
  const received = parts.length === 1 ? parts[0] : Buffer.concat(parts);
  parts = [received];
  const end = received.indexOf('\r\n\r\n') + 4;
  if (end < 4) return false;
  const headers = {};
  for (const line of received.latin1Slice(0, end - 4).split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  expected = end + Number(headers['content-length']);
  if (size < expected) return false;
  const body = received.utf8Slice(end, expected);
  parts = size > expected ? [received.subarray(expected)] : [];
  size -= expected;
  expected = 0;
  answers.shift().resolve({ headers, body });
  return true;
}

function call(method, route, body = '', headers = '') {
  const head = `${method} /2018-06-01/runtime/${route} HTTP/1.1\r\nHost: ${host}:${port}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  if (!connection?.writable) connect();
  if (connection.writableCorked === 0) {
    connection.cork();
    process.nextTick(() => connection.uncork());
  }
  connection.write(head + body);
  return new Promise((resolve, reject) => answers.push({ resolve, reject }));
}

function post(route, text, headers = '') {
  return call('POST', route, text ?? 'null', `Content-Type: application/json\r\n${headers}`);
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

async function fail(route, error) {
  const described = describe(error);
  await post(route, JSON.stringify(described), `Lambda-Runtime-Function-Error-Type: ${String(described.errorType).replace(/[^\x20-\x7e]/g, '?')}\r\n`);
}

async function load() {
  const text = process.env._HANDLER;
  const match = /^(.*?)([^/]*?)\.([^./]*(?:\.[^./]+)*)$/.exec(text);
  if (!match) throw Object.assign(new Error('Bad handler'), { name: 'Runtime.MalformedHandlerName' });
  const [, folder, file, property] = match;
  const base = path.resolve(root, folder, file);
  const found = [base, `${base}.js`, `${base}.mjs`, `${base}.cjs`].find(p => existsSync(p) && path.extname(p) !== '');
  if (!found) throw Object.assign(new Error(`Error: Cannot find module '${folder}${file}'`), { name: 'Runtime.ImportModuleError' });
  let loaded;
  try {
    loaded = found.endsWith('.mjs') ? await importing(found) : requiring(base, found);
  } catch (error) {
    if (error.code === 'ERR_REQUIRE_ESM' || /Cannot use import statement|Unexpected token 'export'/.test(error.message)) loaded = await importing(found);
    else throw named(error);
  }
  const handler = property.split('.').reduce((value, name) => value?.[name], loaded) ?? property.split('.').reduce((value, name) => value?.[name], loaded.default);
  if (typeof handler !== 'function')
    throw Object.assign(new Error(`${text} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
  return handler;
}

// As Lambda names what keeps a module from being loaded.
function named(error) {
  if (error instanceof SyntaxError) return Object.assign(error, { name: 'Runtime.UserCodeSyntaxError' });
  if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND')
    return Object.assign(error, { name: 'Runtime.ImportModuleError', message: `Error: ${error.message}` });
  return error;
}

function requiring(base, found) {
  if (readFileSync(found, 'utf8').includes('import(')) hookImports();
  return createRequire(base)(found);
}

async function importing(found) {
  hookImports();
  try {
    return await import(pathToFileURL(found));
  } catch (error) {
    throw named(error);
  }
}

let hooked = false;

// Costs some 40 ms before Node 22: only where something is imported.
function hookImports() {
  if (hooked) return;
  hooked = true;
  modules.loadHttps();
  if (module.registerHooks) module.registerHooks({ resolve: createRequire(import.meta.url)('./imports.cjs').resolveSync });
  else module.register('./imports.cjs', import.meta.url);
}

globalThis.awslambda = {
  streamifyResponse: handler => Object.assign(handler, { [streaming]: true }),
  HttpResponseStream: {
    from(stream, prelude) {
      stream.prelude(prelude);
      return stream;
    },
  },
};

class ResponseStream extends Writable {
  constructor(id) {
    super();
    this.id = id;
    this.contentType = 'application/octet-stream';
    this.finished = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
  }
  setContentType(type) { this.contentType = type; }
  prelude(value) {
    this.contentType = 'application/vnd.awslambda.http-integration-response';
    this.write(JSON.stringify(value) + '\0'.repeat(8));
  }
  open() {
    return this.request ??= http.request({
      host, port, method: 'POST', path: `/2018-06-01/runtime/invocation/${this.id}/response`,
      headers: { 'Lambda-Runtime-Function-Response-Mode': 'streaming', 'Content-Type': this.contentType, 'Transfer-Encoding': 'chunked',
        Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body' },
    }, response => response.on('end', this.resolve).resume()).on('error', this.reject);
  }
  _write(chunk, encoding, callback) { this.open().write(chunk, callback); }
  _final(callback) { this.open().end(); callback(); }
  failed(error) {
    const described = describe(error);
    this.open().addTrailers({ 'Lambda-Runtime-Function-Error-Type': described.errorType,
      'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(described)).toString('base64') });
    this.open().end();
  }
}

function contextOf(headers) {
  // Nor does the time count in which the emulator installs what is there on AWS
  const deadline = Number(headers['lambda-runtime-deadline-ms']) - modules.held.milliseconds;
  return {
    awsRequestId: requestId,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: headers['lambda-runtime-client-context'] ? JSON.parse(headers['lambda-runtime-client-context']) : undefined,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(deadline + modules.held.milliseconds - Date.now(), 0),
  };
}

function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => error === undefined || error === null ? resolve(result) : reject(error);
    Object.assign(context, { done: callback, succeed: result => resolve(result), fail: error => reject(error ?? 'handled') });
    try {
      const result = handler(event, context, callback);
      if (typeof result?.then === 'function') result.then(resolve, reject);
      else if (result !== undefined || handler.length < 3) resolve(result);
    } catch (error) {
      reject(error);
    }
  });
}

async function stream(handler, event, context) {
  http ??= (await import('node:http')).default;
  const response = new ResponseStream(requestId);
  try {
    await handler(event, response, context);
    if (!response.writableEnded) response.end();
  } catch (error) {
    console.error('Invoke Error', error);
    if (!response.request) return fail(`invocation/${requestId}/error`, error);
    response.failed(error);
  }
  await response.finished;
}

let handler;
try {
  handler = await load();
} catch (error) {
  process.stdout.write(`${new Date().toISOString()}\tundefined\tERROR\tUncaught Exception\t${JSON.stringify(describe(error))}\n`);
  await fail('init/error', error);
  process.exit(129);
}
process.on('uncaughtException', async error => {
  if (working) await fail(`invocation/${requestId}/error`, error);
  process.exit(129);
});
process.on('unhandledRejection', async reason => {
  if (working) await fail(`invocation/${requestId}/error`, Object.assign(new Error(String(reason?.message ?? reason)), { name: 'Runtime.UnhandledPromiseRejection' }));
  process.exit(128);
});

async function work({ headers, body }) {
  requestId = headers['lambda-runtime-aws-request-id'] ?? process.exit(0);
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
  const context = contextOf(headers);
  if (handler[streaming]) return stream(handler, JSON.parse(body), context);
  let result;
  try {
    result = JSON.stringify(await run(handler, JSON.parse(body), context));
  } catch (error) {
    console.error('Invoke Error', JSON.stringify(describe(error)));
    return fail(`invocation/${requestId}/error`, error);
  }
  working = false;
  // Not awaited: the next invocation is asked for in the same breath
  post(`invocation/${requestId}/response`, result).catch(() => {});
}

for (;;) {
  const invocation = await call('GET', 'invocation/next');
  working = true;
  await work(invocation);
  working = false;
}
