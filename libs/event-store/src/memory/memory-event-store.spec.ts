import { eventStoreContract } from '../contract.js';
import { openMemoryEventStore } from './memory-event-store.js';

eventStoreContract('memory', openMemoryEventStore);
