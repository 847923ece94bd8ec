// What Lambda's Node runtimes bring along beside Node itself: the AWS SDK, which the emulator installs when it is asked for it. A package's own
// modules and those of layers come first, as on AWS.
const Module = require('node:module');
const path = require('node:path');
const { Worker, MessageChannel, receiveMessageOnPort } = require('node:worker_threads');

const brought = /^(@aws-sdk|@smithy|@aws-crypto)\/[^/]+|^aws-sdk(?=$|\/)/;
const held = { milliseconds: 0 };

// Modules are asked for in the midst of synchronous code: another thread asks the emulator, and this one waits for it.
function ask(name) {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const began = Date.now();
  new Worker(path.join(__dirname, 'ask.cjs'), { workerData: { name, signal, port: port2, api: process.env.AWS_LAMBDA_RUNTIME_API }, transferList: [port2], env: {}, execArgv: [] }).unref();
  Atomics.wait(signal, 0, 0);
  const answer = receiveMessageOnPort(port1).message;
  port1.close();
  held.milliseconds += Date.now() - began;
  return answer;
}

// The folder in which node_modules with this package is, or why there is none; the same for all that ask for it.
const places = new Map();

function placeOf(request) {
  const name = brought.exec(request)?.[0];
  if (!name) return undefined;
  if (!places.has(name)) places.set(name, ask(name));
  return places.get(name);
}

function isBrought(parent) {
  for (const { folder } of places.values()) if (folder && parent?.startsWith(folder)) return true;
  return false;
}

// What is missing within the SDK is optional there.
function find(request, parent, from, missing) {
  const place = isBrought(parent) ? undefined : placeOf(request);
  if (!place) throw missing;
  if (place.folder) return from(place.folder);
  throw Object.assign(new Error(`Cannot find module '${request}': ${place.error}`), { code: missing.code });
}

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, parent, isMain, options) {
  try {
    return resolveFilename.call(this, request, parent, isMain, options);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    return find(request, parent?.filename, folder => resolveFilename.call(this, request, undefined, false, { paths: [folder] }), error);
  }
};

// CloudFormation's ResponseURL is an address of S3 on AWS, and who answers a custom resource with Node's https alone takes host and path from it.
// Here it is the emulator's, in plain HTTP and on another port.
const responses = '/_localcloud/cloudformation/responses/';

function redirect(https) {
  const emulator = new URL(process.env.AWS_ENDPOINT_URL);
  if (emulator.protocol !== 'http:') return;
  const request = https.request;
  https.request = function (target, ...rest) {
    const options = { ...(typeof target === 'string' || target instanceof URL ? parts(new URL(target), rest[0]) : target) };
    const host = String(options.hostname ?? options.host ?? '').split(':')[0];
    if (host !== emulator.hostname || !options.path?.startsWith(responses)) return request.call(this, target, ...rest);
    const answered = rest.find(argument => typeof argument === 'function');
    return require('node:http').request({ ...options, agent: undefined, protocol: 'http:', host: undefined, hostname: host, port: emulator.port || 80 }, answered);
  };
  Module.syncBuiltinESMExports();
}

function parts(url, options) {
  return { hostname: url.hostname, port: url.port, path: url.pathname + url.search, ...(typeof options === 'object' ? options : {}) };
}

// Only then: Node's HTTP takes its time to load.
let redirected = false;

function loadHttps() {
  if (redirected) return;
  redirected = true;
  redirect(require('node:https'));
}

const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === 'https' || request === 'node:https') loadHttps();
  return load.call(this, request, ...rest);
};

module.exports = { find, loadHttps, held };
