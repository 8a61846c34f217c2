/**
 * How many bytes of bodies are in memory at a time, all requests together. What counts is what has
 * come: who says that much will come, and sends it slowly, keeps nobody else out.
 */
export class BodyRoom {
  private readonly most: number;
  private held = 0;

  constructor(mostBytes: number) {
    this.most = mostBytes;
  }

  /** For one request; it holds nothing yet. */
  enter(): Seat {
    let own = 0;
    return {
      take: (bytes) => {
        if (this.held + bytes > this.most) return false;
        this.held += bytes;
        own += bytes;
        return true;
      },
      leave: () => {
        this.held -= own;
        own = 0;
      },
    };
  }
}

export interface Seat {
  /** False: there is no room for so many more. */
  take(bytes: number): boolean;
  /** Gives back all that was taken. */
  leave(): void;
}

/** A dozen of the largest bodies, or a few hundred usual ones, at the same time. */
const MOST_BODY_BYTES = 256 * 1024 * 1024;
export const roomOfProcess = new BodyRoom(MOST_BODY_BYTES);
