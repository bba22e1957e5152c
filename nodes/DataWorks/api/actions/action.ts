/** One operation of the API. */
export interface Action {
  version: string;
  /** What answers, where it is not DataWorks. */
  service?: string;
  /** What it does, as in "DataWorks did not …". */
  does: string;
  method: 'GET' | 'POST';
  /**
   * What sending it twice does: `read` changes nothing, `token` is deduplicated by its ClientToken,
   * `write` may act twice.
   */
  effect: 'read' | 'token' | 'write';
  /** Parameters in the query string. */
  query?: readonly string[];
  /** Parameters in the form body. */
  form?: readonly string[];
  /**
   * What says that it worked: `Success` true; that and `Data.Status` "success" where it is given;
   * or just a RequestId, for the operations that have no `Success`.
   */
  accepted: 'success' | 'success and status' | 'request id';
}
