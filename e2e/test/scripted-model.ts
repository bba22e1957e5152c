import type { AddressInfo } from 'node:net';
import fastify from 'fastify';

/** A tool as the agent offers it to the model. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  /** JSON schema of its arguments. */
  readonly parameters: { properties: Record<string, { type?: string; description?: string }> };
}

/** What the model is given to read: the tools, and what was said so far. */
export interface Reading {
  readonly tools: readonly OfferedTool[];
  /** What the tools answered, oldest first. */
  readonly toolAnswers: readonly string[];
  /** The names of the tools that it has called, oldest first. */
  readonly called: readonly string[];
}

/** What the model says next: a call of a tool, or its answer to the person. */
export type Turn = { tool: string; arguments: Record<string, unknown> } | { answer: string };

/** A language model that follows a script, at the address of an OpenAI-compatible API. */
export interface ScriptedModel {
  /** `http://127.0.0.1:<port>/v1` */
  readonly url: string;
  /** All that it was given to read. */
  readonly readings: Reading[];
  close(): Promise<void>;
}

interface ChatRequest {
  tools?: Array<{ function: OfferedTool }>;
  messages: Array<{
    role: string;
    content: unknown;
    tool_calls?: Array<{ function: { name: string } }>;
  }>;
}

/** Starts a model that decides its turns by what it reads. */
export async function startScriptedModel(next: (reading: Reading) => Turn): Promise<ScriptedModel> {
  const readings: Reading[] = [];
  const server = fastify();
  server.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
    const answers = body.messages.filter(({ role }) => role === 'tool');
    const reading = {
      tools: (body.tools ?? []).map((tool) => tool.function),
      toolAnswers: answers.map(({ content }) =>
        typeof content === 'string' ? content : JSON.stringify(content),
      ),
      called: body.messages.flatMap(({ tool_calls: calls = [] }) =>
        calls.map((call) => call.function.name),
      ),
    };
    readings.push(reading);
    const turn = next(reading);
    const calls =
      'answer' in turn
        ? {}
        : {
            tool_calls: [
              {
                id: `call_${readings.length}`,
                type: 'function',
                function: { name: turn.tool, arguments: JSON.stringify(turn.arguments) },
              },
            ],
          };
    return {
      id: `chat_${readings.length}`,
      object: 'chat.completion',
      created: 0,
      model: 'scripted',
      choices: [
        {
          index: 0,
          finish_reason: 'answer' in turn ? 'stop' : 'tool_calls',
          message: {
            role: 'assistant',
            content: 'answer' in turn ? turn.answer : null,
            ...calls,
          },
        },
      ],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    };
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, readings, close: () => server.close() };
}
