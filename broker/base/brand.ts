/** A nominal type: `Brand<number, 'BrokerId'>` is a number that only a `BrokerId` may stand in for. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name }
