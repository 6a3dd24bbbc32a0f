import { Get, Injectable, Post, type Type } from '@nestjs/common';
import { CommandBus, type Command, type Query } from '@nestjs/cqrs';
import { MayRead } from '../access/may.js';
import { QueryOf, CommandOf } from '../body/of-request.js';
import { Questions } from '../reading/questions.js';

/** A controller whose routes are a table: each route hands one command or query to its bus. */
@Injectable()
export class BusController {
  constructor(
    readonly commands: CommandBus,
    readonly queries: Questions,
  ) {}
}

interface Route {
  /** The name of the controller's method. The OpenAPI document names the operation after it. */
  readonly name: string;
  readonly kind: Type<Command<unknown> | Query<unknown>>;
  readonly parameter: ParameterDecorator;
  readonly decorators: readonly MethodDecorator[];
  handle(this: BusController, it: object): Promise<unknown>;
}

type Rules = readonly [access: MethodDecorator, ...more: MethodDecorator[]];

const methodNamed = ({ name }: Type): string => name[0]!.toLowerCase() + name.slice(1);

/** A command, with the rules of the route: who may give it, and whether it needs the revision that its sender saw. */
export const post = (path: string, kind: Type<Command<unknown>>, ...rules: Rules): Route => ({
  name: methodNamed(kind),
  kind,
  parameter: CommandOf(),
  decorators: [Post(path), ...rules],
  handle(it) {
    return this.commands.execute(it as Command<unknown>);
  },
});

interface Reading {
  /** The name of the operation, where it is not the query's. */
  readonly name?: string;
  /** The query's fields for path parameters that have another name. */
  readonly fills?: Readonly<Record<string, string>>;
  readonly also?: readonly MethodDecorator[];
}

/** A query, for everybody who has a token. */
export const get = (
  path: string,
  kind: Type<Query<unknown>>,
  { name = methodNamed(kind), fills, also = [] }: Reading = {},
): Route => ({
  name,
  kind,
  parameter: QueryOf(fills),
  decorators: [Get(path), MayRead(), ...also],
  handle(it) {
    return this.queries.execute(it as Query<unknown>);
  },
});

/** Adds a method for each route, with the decorators that a method written by hand would have. */
export const Routes =
  (...routes: readonly Route[]) =>
  ({ prototype }: Type<BusController>): void => {
    for (const { name, kind, parameter, decorators, handle } of routes) {
      const method: PropertyDescriptor = { value: handle, configurable: true, writable: true };
      Object.defineProperty(prototype, name, method);
      Reflect.defineMetadata('design:paramtypes', [kind], prototype as object, name);
      parameter(prototype as object, name, 0);
      for (const decorate of decorators) decorate(prototype as object, name, method);
    }
  };
