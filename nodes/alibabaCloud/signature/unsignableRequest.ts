/** A request that cannot be signed; `message` says why and what to do. */
export class UnsignableRequest extends Error {}
