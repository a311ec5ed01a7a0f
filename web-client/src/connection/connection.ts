import { type Decode, decode, encode } from '../protocol/codec';
import { type ClientFrame, type ResumePoint, type ServerFrame, SUBPROTOCOL } from '../protocol/frames';
import { Reconnect } from './reconnect';

/** Where a connection is. Each state carries only what belongs to it. */
export type ConnectionState =
  | { at: 'connecting' }
  /** The socket stands and `hello` is sent; `welcome` has not come. */
  | { at: 'hello' }
  | { at: 'open' }
  /** `since`: when it was lost, in epoch milliseconds. */
  | { at: 'waiting-to-retry'; since: number }
  /** Another tab has it now. */
  | { at: 'moved' }
  /** It is over and does not start again by itself. */
  | { at: 'ended'; why: EndedWhy };

export type EndedWhy = 'exit' | 'not_recognised' | 'policy' | 'stopped';

/** What opens a socket: the seeker's token, or a ticket fetched for this one try. `refused`: there is none to be had any more. */
export type Pass = { token: string } | { ticket: string };
export type PassSource = () => Promise<Pass | 'refused'>;

/** The part of a browser's WebSocket that we use. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export interface ConnectionParts {
  openSocket?: (url: string, protocol: string) => Socket;
  reconnect?: Reconnect;
  now?: () => number;
  /** How to read what the server sends; a seeker's page knows no other way than the shared one. */
  decode?: Decode;
}

export interface ConnectionEars {
  onState(state: ConnectionState): void;
  onFrame(frame: ServerFrame): void;
  /** The places from which to go on, put into `hello`. */
  resumePoints(): ResumePoint[];
}

const HELLO_MS = 10_000;

/** The browser reports a close by its code only; these end the connection for good (PROTOCOL.md, section 5). */
const ENDINGS: Readonly<Record<number, EndedWhy>> = { 1008: 'policy', 4401: 'not_recognised', 4410: 'exit' };
const MOVED = 4409;

/**
 * One WebSocket that is opened again, with growing waits, until it is over. It queues nothing: what must arrive waits in the `Outbox` and is sent again once
 * the state is `open`.
 */
export class Connection {
  #state: ConnectionState = { at: 'connecting' };
  #socket: Socket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lostSince: number | undefined;
  #retryAfter = 0;
  readonly #openSocket: (url: string, protocol: string) => Socket;
  readonly #reconnect: Reconnect;
  readonly #now: () => number;
  readonly #decode: Decode;

  constructor(
    private readonly url: string,
    private readonly pass: PassSource,
    private readonly ears: ConnectionEars,
    parts: ConnectionParts = {},
  ) {
    this.#openSocket = parts.openSocket ?? ((to, protocol) => new WebSocket(to, protocol) as Socket);
    this.#reconnect = parts.reconnect ?? new Reconnect();
    this.#now = parts.now ?? Date.now;
    this.#decode = parts.decode ?? decode;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    void this.#connect();
  }

  /** Tries at once instead of waiting; also takes the connection back from another tab. Does nothing while one stands. */
  tryNow(): void {
    if (this.#state.at === 'waiting-to-retry' || this.#state.at === 'moved') void this.#connect();
  }

  /** Gives up a socket that seems dead, and opens another. */
  suspect(): void {
    if (this.#state.at === 'open' || this.#state.at === 'hello') this.#lost();
  }

  /** Sends now, or not at all: false when there is no open connection. */
  send(frame: ClientFrame): boolean {
    if (this.#state.at !== 'open' || this.#socket === undefined) return false;
    this.#socket.send(encode(frame));
    return true;
  }

  /** Closes and forgets; nothing is tried again. */
  stop(): void {
    this.#drop();
    if (this.#state.at !== 'ended') this.#become({ at: 'ended', why: 'stopped' });
  }

  async #connect(): Promise<void> {
    this.#drop();
    this.#retryAfter = 0;
    this.#become({ at: 'connecting' });
    const attempt = this.#state;
    let pass: Pass | 'refused';
    try {
      pass = await this.pass();
    } catch {
      if (this.#state === attempt) this.#lost();
      return;
    }
    // Stopped, or started anew, while the pass was on its way.
    if (this.#state !== attempt) return;
    if (pass === 'refused') {
      this.#become({ at: 'ended', why: 'not_recognised' });
      return;
    }
    this.#attach(this.#openSocket(this.url, SUBPROTOCOL), pass);
  }

  #attach(socket: Socket, pass: Pass): void {
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lost(), HELLO_MS);
    socket.onopen = () => {
      this.#become({ at: 'hello' });
      const resume = this.ears.resumePoints();
      socket.send(encode({ type: 'hello', ...pass, ...(resume.length > 0 ? { resume } : {}) }));
    };
    socket.onmessage = (event) => {
      if (typeof event.data === 'string') this.#read(event.data);
    };
    socket.onclose = (event) => this.#closed(event.code);
  }

  #read(text: string): void {
    const decoded = this.#decode(text);
    // A frame that we cannot read is left alone: a gap in a conversation shows itself by its numbers and is asked for again.
    if (!decoded.ok) return;
    const { frame } = decoded;
    if (frame.type === 'welcome') this.#welcomed();
    if (frame.type === 'bye') this.#retryAfter = frame.retryAfterMs ?? 0;
    this.ears.onFrame(frame);
  }

  #welcomed(): void {
    clearTimeout(this.#timer);
    this.#lostSince = undefined;
    this.#reconnect.stood();
    this.#become({ at: 'open' });
  }

  #closed(code: number): void {
    const why = ENDINGS[code];
    if (code === MOVED) {
      this.#drop();
      this.#become({ at: 'moved' });
    } else if (why !== undefined) {
      this.#drop();
      this.#become({ at: 'ended', why });
    } else {
      this.#lost();
    }
  }

  #lost(): void {
    this.#drop();
    this.#lostSince ??= this.#now();
    this.#timer = setTimeout(() => void this.#connect(), this.#reconnect.next(this.#retryAfter));
    this.#become({ at: 'waiting-to-retry', since: this.#lostSince });
  }

  #drop(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.ears.onState(state);
  }
}

/** The address of the socket on the server that this page came from. */
export function socketUrl(page: { protocol: string; host: string } = location): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/ws`;
}

