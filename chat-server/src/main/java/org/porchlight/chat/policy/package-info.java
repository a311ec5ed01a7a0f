/// Which rules speak: a file that the operator changes while the service runs. And what the house
/// adds to them: phrases that a coordinator writes on a page of the desk, which raise as the rule
/// that they are added to. What ships is never changed by them.
///
/// ```
/// house.phrases    version, language, rule, phrase, is_there, made_at, made_by
/// ```
///
/// A package of its own because it is neither the heart, which takes any moderation, nor
/// supervision, which only reads what is in force.
@NullMarked
package org.porchlight.chat.policy;

import org.jspecify.annotations.NullMarked;
