// graphile-worker doing what the other peers do: take a committed job, POST the same body to the same listener, record the outcome.
// Set up as its documentation on performance says: many jobs at once, a local queue, jobs completed in batches.
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { run } from 'graphile-worker';
import pg from 'pg';

const CONCURRENT = 64;
const listener = new URL(process.env.BENCH_LISTENER);
const body = process.env.BENCH_BODY;
const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT });
const headers = { 'content-type': 'application/json' };

function post(text) {
  const bytes = Buffer.from(text);
  return new Promise((resolve, reject) => {
    const sent = request(listener, { agent, method: 'POST', headers: { ...headers, 'content-length': bytes.length } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}

const pgPool = new pg.Pool({ max: 32 });

await run({
  preset: {
    worker: {
      concurrentJobs: CONCURRENT,
      localQueue: { size: 4 * CONCURRENT },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
      pollInterval: 100,
    },
  },
  pgPool,
  logger: new (await import('graphile-worker')).Logger(() => () => {}),
  taskList: {
    deliver: async (payload, helpers) => {
      const status = await post(payload.body);
      await helpers.query({
        name: 'record',
        text: 'INSERT INTO outcomes (event_id, status, at) VALUES ($1, $2, now())',
        values: [helpers.job.id, status],
      });
    },
  },
});

const client = new pg.Client();
await client.connect();
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [order, events] = line.split(' ');
  if (order === 'prepare') {
    await client.query('BEGIN');
    await client.query({
      text: `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
        SELECT json_populate_record(NULL::graphile_worker.job_spec, json_build_object('identifier', 'deliver', 'payload',
          json_build_object('body', $1::text)))
        FROM generate_series(1, $2::integer)))`,
      values: [body, Number(events)],
    });
    console.log('prepared');
  } else if (order === 'release') {
    await client.query('COMMIT');
  }
}
