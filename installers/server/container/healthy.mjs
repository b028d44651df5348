/** Whether the process in this container can work: every role answers /readyz on its port. For HEALTHCHECK. */
import { get } from 'node:http';

const asked = get({ host: '127.0.0.1', port: process.env['PORT'], path: '/readyz', timeout: 4000 });
asked.once('response', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1));
asked.once('timeout', () => process.exit(1));
asked.once('error', () => process.exit(1));
