/** Does the work while no other process does work under the same lock, a file that is there meanwhile. */
export function alone<T>(lock: string, work: () => T | Promise<T>): Promise<T>;
