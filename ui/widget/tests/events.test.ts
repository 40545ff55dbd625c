import { expect, test } from "vitest";
import { EventReader } from "../src/events";

const STREAM = ': ping\r\n\r\nevent: part\r\ndata: {"a":\r\ndata: 1}\r\n\r\nevent: done\ndata: æ\n\n';

test("a stream is the same events however it is cut", () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const reader = new EventReader();
    const events = [];
    for (let at = 0; at < STREAM.length; at += size) events.push(...reader.push(STREAM.slice(at, at + size)));
    expect(events, `pieces of ${size}`).toEqual([
      { name: "part", data: '{"a":\n1}' },
      { name: "done", data: "æ" },
    ]);
  }
});
