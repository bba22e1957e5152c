/** The body of a reply of CreateDISyncTask, as JSON; each `n` has a RequestId and a FileId of its own. */
export const creationReply = (n: number): string =>
  JSON.stringify({
    RequestId: `0BC1411515937635${String(n).padStart(8, '0')}`,
    Success: true,
    Data: { Status: 'success', FileId: 1_000_000 + n },
  });
