import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { FastifyContextConfig } from 'fastify';
import { Command, Query } from '@nestjs/cqrs';
import { configOf } from '../access/may.js';

/** One route as its decorators describe it. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** `/v1/sessions/{sessionId}` */
  readonly path: string;
  /** The path parameters: the names in braces. */
  readonly address: readonly string[];
  readonly config: FastifyContextConfig;
  readonly controller: string;
  readonly handler: string;
  /** The class of the command or query that the route takes, if it takes one. */
  readonly kind?: new () => object;
}

export const routesOf = (controllers: readonly Type[]): Route[] =>
  controllers.flatMap((controller) => {
    const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
    const prototype = controller.prototype as Record<string, object>;
    return Object.getOwnPropertyNames(prototype)
      .filter((name) => name !== 'constructor')
      .map((handler) => routeOf(controller.name, base, prototype, handler));
  });

const routeOf = (controller: string, base: string, prototype: Record<string, object>, handler: string): Route => {
  const route = prototype[handler]!;
  const own = Reflect.getMetadata(PATH_METADATA, route) as string;
  const pattern = [base, own].filter((part) => part !== '/' && part !== '').join('/');
  const method = Reflect.getMetadata(METHOD_METADATA, route) as RequestMethod;
  const parameterClasses = (Reflect.getMetadata('design:paramtypes', prototype, handler) ?? []) as Type[];
  const kind = parameterClasses.find(
    (it) => it.prototype instanceof Command || it.prototype instanceof Query,
  ) as Route['kind'];
  return {
    method: method === RequestMethod.POST ? 'POST' : 'GET',
    path: `/${pattern.replace(/:(\w+)/g, '{$1}')}`,
    address: [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!),
    config: configOf(route),
    controller,
    handler,
    ...(kind && { kind }),
  };
};
