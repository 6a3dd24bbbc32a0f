/** The little of the package that the specs use. */
declare module 'jsonld' {
  export interface Term {
    readonly termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph';
    readonly value: string;
    readonly datatype?: { readonly value: string };
  }
  export interface Quad {
    readonly subject: Term;
    readonly predicate: Term;
    readonly object: Term;
  }
  const jsonld: {
    toRDF(document: object, options?: object): Promise<readonly Quad[]>;
    canonize(document: object, options: object): Promise<string>;
  };
  export default jsonld;
}
