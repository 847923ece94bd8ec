// What every script needs: the package of the generation that it was asked for, and a client of the emulator.
import assert from 'node:assert/strict';

const [, , generation] = process.argv;
export { assert };
export const isCurrent = generation === 'current';

/** The module of a service, e.g. load('sqs'): of today's packages, or of those of 2022. */
export const load = service => import(isCurrent ? `@aws-sdk/client-${service}` : `client-${service}-2022`);

export const settings = {
  endpoint: process.env.ENDPOINT,
  region: 'eu-west-1',
  credentials: { accessKeyId: process.env.ACCOUNT, secretAccessKey: 'test' },
  maxAttempts: 1,
};

/** Runs what has to fail and gives the error. */
export async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  assert.fail('It was to fail and did not.');
}
