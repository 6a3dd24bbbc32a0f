import { isIPv6 } from 'node:net';

/** What one party holds of addresses: a whole IPv4 address, or the first 64 bits of an IPv6 address. */
export const networkOf = (ip: string): string => {
  if (!isIPv6(ip) || ip.includes('.')) return ip; // ::ffff:192.0.2.1 is an IPv4 address
  const [head = '', tail] = ip.split('%', 1)[0]!.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((it) => it !== ''));
  const zeros = tail === undefined ? 0 : 8 - before!.length - after!.length;
  const groups = [...before!, ...Array<string>(zeros).fill('0'), ...after!];
  return `${groups
    .slice(0, 4)
    .map((it) => it.toLowerCase())
    .join(':')}::/64`;
};
