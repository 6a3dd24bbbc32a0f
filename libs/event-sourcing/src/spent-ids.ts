/** Ids that count once: of one-time links, and of sign-ins that were ended. */
export interface SpentIds {
  /**
   * Whether this call spent the id, and no earlier one. When it resolves, every process knows.
   *
   * @param until  from this moment on the id would be refused anyway, and is forgotten
   */
  spend(id: string, until: Date): Promise<boolean>;
  has(id: string): Promise<boolean>;
}
