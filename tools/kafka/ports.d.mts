/** As many different free ports of 127.0.0.1. */
export function freePorts(count: number): Promise<number[]>;
/** Whether a server could listen at this port of 127.0.0.1 now. */
export function isFree(port: number): Promise<boolean>;
