/** What stands below a figure that was not reached: what the profile shows, and what the limit is made of. */
export const notes: Readonly<Record<string, string>> = {
  "Own time per call over n8n's request helper":
    "What the profile shows: two parts in five are n8n's evaluation of the name's expression, which any node pays that takes something from its item (the peer \"its name an expression\" has it too). What the package itself takes is spread thin, no function of it takes 30 µs: the reply as a stream, which bounds it at 10 MB and keeps the status of one that stalls (n8n's client wraps it in a generator; about 60 µs), the collection of what that leaves behind (about 45 µs), what an execution of 50 items does once (about 25 µs for each), and then the parameters, the ClientToken and the memory that make a retry exact, the time limit of the call, and the checks of the reply. The limit in the table counts none of these but the signature, which the helper has too. The helper itself is slower than node:http mostly because n8n's client opens a connection for each call.",
  '200 creations at a latency of 50 ms, no quota':
    "What the profile shows: the node sends the next call as soon as one is done. What is above the limit is mostly not the node's: the timer of the server ends late, and two processes that slept have to wake up (a call of bare node:http in a row takes 53 ms), and n8n's client opens a connection for each call. The loops beside it show both: the node can be no faster than four loops of the helper.",
  'Items from 1 to 100,000':
    'Time and memory of an item fall as the items grow in number, and do not rise: what is made once for an execution, and what Node compiles meanwhile, is spread over more of them. From 10,000 to 100,000 the memory of an item stays nearly the same.',
  'Heap for 10,000 items above their outputs':
    "What is left at the end for each item is what makes a retry exact: n8n's context of the node keeps a key, the FileId and the RequestId of each unit of work. What there is more at the most are the calls under way, with their connections and replies; it does not grow with the items.",
};
