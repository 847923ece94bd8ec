// The runtime loop of Node functions: asks the runtime API for an event, calls the handler, posts what it answers.
import http from 'node:http';
import path from 'node:path';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { Writable } from 'node:stream';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const root = process.env.LAMBDA_TASK_ROOT;
const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
const streaming = Symbol.for('aws.lambda.runtime.handler.streaming');
let requestId;

for (const [name, level] of [['log', 'INFO'], ['info', 'INFO'], ['warn', 'WARN'], ['error', 'ERROR'], ['debug', 'DEBUG'], ['trace', 'TRACE']])
  console[name] = (...args) => process.stdout.write(`${new Date().toISOString()}\t${requestId ?? 'undefined'}\t${level}\t${format(...args).replaceAll('\n', '\r')}\n`);

function call(method, route, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, agent, path: `/2018-06-01/runtime/${route}`, headers }, response => {
      const parts = [];
      response.on('data', part => parts.push(part)).on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts).toString('utf8') }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function post(route, text, headers) {
  const body = Buffer.from(text ?? 'null');
  return call('POST', route, body, { 'Content-Type': 'application/json', 'Content-Length': body.length, ...headers });
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

async function fail(route, error) {
  const described = describe(error);
  await post(route, JSON.stringify(described), { 'Lambda-Runtime-Function-Error-Type': described.errorType });
}

async function load() {
  const text = process.env._HANDLER;
  const match = /^(.*?)([^/]*?)\.([^./]*(?:\.[^./]+)*)$/.exec(text);
  if (!match) throw Object.assign(new Error('Bad handler'), { name: 'Runtime.MalformedHandlerName' });
  const [, folder, file, property] = match;
  const base = path.resolve(root, folder, file);
  const found = [base, `${base}.js`, `${base}.mjs`, `${base}.cjs`].find(p => existsSync(p) && path.extname(p) !== '');
  if (!found) throw Object.assign(new Error(`Error: Cannot find module '${folder}${file}'`), { name: 'Runtime.ImportModuleError' });
  let module;
  try {
    module = found.endsWith('.mjs') ? await import(pathToFileURL(found)) : createRequire(base)(found);
  } catch (error) {
    if (error.code === 'ERR_REQUIRE_ESM' || /Cannot use import statement|Unexpected token 'export'/.test(error.message)) module = await import(pathToFileURL(found));
    else throw error instanceof SyntaxError ? Object.assign(error, { name: 'Runtime.UserCodeSyntaxError' }) : error;
  }
  const handler = property.split('.').reduce((value, name) => value?.[name], module) ?? property.split('.').reduce((value, name) => value?.[name], module.default);
  if (typeof handler !== 'function')
    throw Object.assign(new Error(`${text} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
  return handler;
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
      host, port, agent, method: 'POST', path: `/2018-06-01/runtime/invocation/${this.id}/response`,
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
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
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
    getRemainingTimeInMillis: () => Math.max(deadline - Date.now(), 0),
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
  if (requestId) await fail(`invocation/${requestId}/error`, error);
  process.exit(129);
});
process.on('unhandledRejection', async reason => {
  if (requestId) await fail(`invocation/${requestId}/error`, Object.assign(new Error(String(reason?.message ?? reason)), { name: 'Runtime.UnhandledPromiseRejection' }));
  process.exit(128);
});
for (;;) {
  const { headers, body } = await call('GET', 'invocation/next');
  requestId = headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
  const context = contextOf(headers);
  if (handler[streaming]) {
    await stream(handler, JSON.parse(body), context);
    continue;
  }
  try {
    const result = await run(handler, JSON.parse(body), context);
    await post(`invocation/${requestId}/response`, JSON.stringify(result === undefined ? null : result));
  } catch (error) {
    console.error('Invoke Error', JSON.stringify(describe(error)));
    await fail(`invocation/${requestId}/error`, error);
  }
}
