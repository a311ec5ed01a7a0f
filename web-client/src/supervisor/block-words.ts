import type { BlockReason } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';

/** Why somebody is blocked, in words. */
export function blockReasonWords(reason: BlockReason): string {
  switch (reason) {
    case 'threats':
      return sayDesk('block.threats');
    case 'sexual':
      return sayDesk('block.sexual');
    case 'abuse':
      return sayDesk('block.abuse');
    case 'spam':
      return sayDesk('block.spam');
  }
}
