import { sayDesk } from '../words/say-desk';

/** The codes of the audit in words. */
const WORDS = {
  'archive.read': () => sayDesk('act.archive_read'),
  'conversation.read': () => sayDesk('act.read'),
  'conversation.whisper': () => sayDesk('act.whisper'),
  'conversation.join': () => sayDesk('act.join'),
  'conversation.take-over': () => sayDesk('act.take_over'),
  'conversation.step-out': () => sayDesk('act.step_out'),
  'conversation.end': () => sayDesk('act.end'),
  'conversation.answer': () => sayDesk('act.answer'),
  'clinician.offer': () => sayDesk('act.clin_offer'),
  'clinician.join': () => sayDesk('act.clin_join'),
  'clinician.leave': () => sayDesk('act.clin_leave'),
  'clinician.out': () => sayDesk('act.clin_out'),
  'thread.close': () => sayDesk('act.thread_close'),
  'card.offer': () => sayDesk('act.card_offer'),
  'card.read': () => sayDesk('act.card_read'),
  'card.pass': () => sayDesk('act.card_pass'),
  'card.confirm': () => sayDesk('act.card_confirm'),
  'card.passed': () => sayDesk('act.card_passed'),
  'flag.claim': () => sayDesk('act.claim'),
  'flag.let-go': () => sayDesk('act.let_go'),
  'flag.ask': () => sayDesk('act.ask'),
  'flag.resolve': () => sayDesk('act.resolve'),
  'message.release': () => sayDesk('act.release'),
  'message.return': () => sayDesk('act.return'),
  'seeker.block': () => sayDesk('act.block'),
  'seeker.block-uphold': () => sayDesk('act.block_uphold'),
  'seeker.block-lift': () => sayDesk('act.block_lift'),
  'lines.check': () => sayDesk('act.line_check'),
  'lines.change': () => sayDesk('act.line_change'),
  'lines.add': () => sayDesk('act.line_add'),
  'lines.remove': () => sayDesk('act.line_remove'),
  'lines.confirm': () => sayDesk('act.line_confirm'),
  'lines.withdraw': () => sayDesk('act.line_withdraw'),
  'lines.call': () => sayDesk('act.line_call'),
  'house.change': () => sayDesk('act.house'),
  'words.change': () => sayDesk('act.words'),
  'words.back': () => sayDesk('act.words_back'),
  'setup.confirm': () => sayDesk('act.setup_confirm'),
  'setup.open': () => sayDesk('act.setup_open'),
  'queue.control': () => sayDesk('act.control'),
  'queue.control-end': () => sayDesk('act.control_end'),
  'shift.leave': () => sayDesk('act.shift_leave'),
  'shift.have': () => sayDesk('act.shift_have'),
  'shift.take-back': () => sayDesk('act.shift_back'),
  'care.seen': () => sayDesk('act.care_seen'),
  'care.thank': () => sayDesk('act.care_thank'),
  'people.change': () => sayDesk('act.change'),
  'people.leave': () => sayDesk('act.leave'),
  'staff.invite': () => sayDesk('act.invite'),
  'staff.join': () => sayDesk('act.joined'),
  'staff.sign-in': () => sayDesk('act.signed_in'),
  'sign-in.end': () => sayDesk('act.sign_in_end'),
  'policy.followed': () => sayDesk('act.policy'),
  'policy.refused': () => sayDesk('act.policy_refused'),
} as const;

/** Every code that is known here. */
export const KINDS = Object.keys(WORDS) as (keyof typeof WORDS)[];

/** What somebody did; the code itself where it is a newer one. */
export function actWords(code: string): string {
  return Object.hasOwn(WORDS, code) ? WORDS[code as keyof typeof WORDS]() : code;
}
