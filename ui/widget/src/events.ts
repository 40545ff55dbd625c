// Server-sent events, read from a response: EventSource can neither POST nor carry a token.

export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** Takes text as it arrives, however it is cut, and gives the events that are whole. */
export class EventReader {
  private rest = "";
  private name = "";
  private data: string[] = [];

  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    // A return at the end may be half of a line's end.
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line) {
        if (this.data.length > 0) events.push({ name: this.name || "message", data: this.data.join("\n") });
        this.name = "";
        this.data = [];
        continue;
      }
      const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line) as RegExpExecArray;
      if (field === "event") this.name = value as string;
      if (field === "data") this.data.push(value as string);
    }
    return events;
  }
}
