// Beside a thread that waits: asks the emulator for a package of the runtime and wakes the other with the answer.
const http = require('node:http');
const { workerData: { name, signal, port, api } } = require('node:worker_threads');

function answer(value) {
  port.postMessage(value);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
}

http.get(`http://${api}/_localcloud/modules/${name}`, response => {
  const parts = [];
  response.on('data', part => parts.push(part)).on('end', () => {
    try {
      answer(JSON.parse(Buffer.concat(parts).toString()));
    } catch (error) {
      answer({ error: String(error) });
    }
  });
}).on('error', error => answer({ error: String(error) }));
