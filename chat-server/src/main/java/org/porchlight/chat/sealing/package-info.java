/// Seals what people write before it leaves the process, and opens it again.
///
/// Each conversation has a data key of its own; destroying the data key destroys the words
/// everywhere.
@NullMarked
package org.porchlight.chat.sealing;

import org.jspecify.annotations.NullMarked;
