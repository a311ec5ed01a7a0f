/// From the notice to the conversation: a seeker's place in line and what they tell while they
/// wait.
@NullMarked
package org.porchlight.chat.intake;

import org.jspecify.annotations.NullMarked;
