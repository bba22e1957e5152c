import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { RequestError, Server } from 'proxy-chain';

/** The sign-in that the proxy asks for. */
const username = 'n8n';
export const proxyPassword = 'password-of-the-proxy';

/** A forward proxy on 127.0.0.1, and the addresses of the world behind it. */
export interface ForwardProxy {
  /** With the sign-in in it, as in HTTP_PROXY. */
  readonly url: string;
  /** The certificate to trust (a file) for the hosts behind it. */
  readonly certificate: string;
  /** What was asked for so far: `CONNECT host:port`, or `GET http://…` and the like. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A key and a certificate for these hosts, made by openssl: two files in `folder`. */
function makeCertificate(folder: string, hosts: readonly string[]) {
  mkdirSync(folder, { recursive: true });
  const files = { key: path.join(folder, 'key.pem'), certificate: path.join(folder, 'cert.pem') };
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'],
      ...['-subj', '/CN=Test', '-addext', `subjectAltName=${names}`],
      ...['-keyout', files.key, '-out', files.certificate],
    ],
    { stdio: 'pipe' },
  );
  return files;
}

/**
 * Starts a proxy. A tunnel to one of `hosts` ends at a TLS server of its own that hands the requests
 * to `target()`, a port of 127.0.0.1; plain http goes to this machine; all else is refused (403).
 */
export async function startForwardProxy(
  folder: string,
  hosts: readonly string[],
  target: () => number,
): Promise<ForwardProxy> {
  const { key, certificate } = makeCertificate(folder, hosts);
  const behind = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) });
  behind.on('secureConnection', (socket) => {
    const server = connect(target(), '127.0.0.1');
    socket.on('error', () => server.destroy());
    server.on('error', () => socket.destroy());
    socket.pipe(server).pipe(socket);
  });

  const asked: string[] = [];
  const proxy = new Server({
    host: '127.0.0.1',
    port: 0,
    prepareRequestFunction({ request, hostname, port, isHttp, ...signIn }) {
      if (signIn.username !== username || signIn.password !== proxyPassword) {
        return { requestAuthentication: true };
      }
      asked.push(isHttp ? `${request.method} ${request.url}` : `CONNECT ${hostname}:${port}`);
      // A TLS server takes a socket that is handed to it, as an HTTP server does.
      if (hosts.includes(hostname)) return { customConnectServer: behind as unknown as HttpServer };
      if (isHttp && hostname === '127.0.0.1') return undefined;
      throw new RequestError('There is no way there', 403);
    },
  });
  await proxy.listen();
  return {
    url: `http://${username}:${proxyPassword}@127.0.0.1:${proxy.port}`,
    certificate,
    asked,
    close: () => proxy.close(true),
  };
}
