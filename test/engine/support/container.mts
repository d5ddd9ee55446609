import type { Container as ContainerType } from '@n8n/di';

// n8n-core's own copy of its container: npm may install another one beside it.
const place = require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] });
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { Container } = require(place) as { Container: typeof ContainerType };

export { Container };
