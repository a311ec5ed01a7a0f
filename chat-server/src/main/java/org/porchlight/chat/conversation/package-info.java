/// The heart: what a conversation is, how a message travels, and how a conversation ends.
///
/// [MessageFlow] reads as a sentence: admit, screen, append, tell. Each stage accepts only what the
/// stage before it makes: [ReceivedMessage], [ScreenedMessage], [LoggedMessage]. The ports
/// ([ConversationLog], [FlagBoard], [ConversationEnd]) are implemented by adapters that know this
/// package; it knows none of them, and no framework.
@NullMarked
package org.porchlight.chat.conversation;

import org.jspecify.annotations.NullMarked;
