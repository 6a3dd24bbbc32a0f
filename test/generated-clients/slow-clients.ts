import type { GeneratedClient } from './clients.js';

export const openApiGenerator: GeneratedClient[] = [];
