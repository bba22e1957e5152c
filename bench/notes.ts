/** What stands below a figure that was not reached: what the profile shows, and what the limit is made of. */
export const notes: Readonly<Record<string, string>> = {
  "Own time per call over n8n's request helper":
    "What the profile shows: a part of it is n8n's evaluation of the name's expression, which any node pays that takes something from its item (the peer \"its name an expression\" has it too). The rest is the reading of the other parameters, the ClientToken and the memory of the unit of work (SHA-256 over the script), the checks of the reply, and the collection of garbage: n8n's client keeps about twice as much alive (30 kB a call instead of 16 kB) for a reply that is taken as a stream, and the stream is what bounds a reply at 10 MB. The helper itself is slower than node:http mostly because n8n's client opens a connection for each call.",
  '200 creations at a latency of 50 ms, no quota':
    'What the profile shows: the node sends the next call as soon as one is done. Where as many loops of the bare helper take about as long, the rest is the machine: n8n and the emulator share its cores with whatever else runs.',
  'Items from 1 to 100,000':
    'Time and memory of an item fall as the items grow in number, and do not rise: what is made once for an execution, and what Node compiles meanwhile, is spread over more of them. From 10,000 to 100,000 the memory of an item stays nearly the same.',
  'Heap for 10,000 items above their outputs':
    "What is left at the end for each item is what makes a retry exact: n8n's context of the node keeps a key, the FileId and the RequestId of each unit of work. What there is more at the most are the calls under way, with their connections and replies; it does not grow with the items.",
};
