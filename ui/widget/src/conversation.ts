// The last few turns. They follow the reader from page to page in this tab and end with it: sessionStorage
// is not sent anywhere, and what somebody asked should not outlive the visit on a shared machine.
import type { PastTurn } from "./client";
import { type Answer, readAnswer } from "./wire";

const KEPT_TURNS = 3;

export interface Turn {
  readonly question: string;
  readonly answer: Answer;
}

export class Conversation {
  /** Oldest first. */
  turns: readonly Turn[];

  constructor(readonly key: string) {
    this.turns = restore(key);
  }

  add(turn: Turn): void {
    this.turns = [...this.turns, turn].slice(-KEPT_TURNS);
    // Storage may be full or forbidden; the conversation on this page goes on without it.
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.turns));
    } catch {
      this.forget();
    }
  }

  clear(): void {
    this.turns = [];
    this.forget();
  }

  /** What the server needs to understand a follow-up. */
  history(): PastTurn[] {
    return this.turns.map(({ question, answer }) => ({ question, answer: answer.answer }));
  }

  private forget(): void {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Forbidden storage holds nothing to forget.
    }
  }
}

function restore(key: string): Turn[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored
      .map((turn: { question: unknown; answer: unknown }) => ({
        question: String(turn.question),
        answer: readAnswer(turn.answer),
      }))
      .slice(-KEPT_TURNS);
  } catch {
    // An older widget's turns, or none that may be read: start afresh.
    return [];
  }
}
