/** A call as it would be sent, without what signs it. By the words of Alibaba Cloud's pages. */
export interface PlannedCall {
  Action: string;
  Version: string;
  Method: string;
  /** Where the service is. */
  Url: string;
  Query: Record<string, string>;
  Body: Record<string, string>;
}
