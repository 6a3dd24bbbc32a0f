/** What a program prints, or undefined where there is none that works. */
export function answers(program: string, ...args: string[]): Promise<string | undefined>;
/**
 * Installs a package where apt-get may: as root on Debian and its kin.
 *
 * @param needed  the beginning of a sentence: `A Kafka broker needs Java 17`
 * @throws Error  with that sentence, and why not
 */
export function install(debianPackage: string, needed: string): Promise<void>;
