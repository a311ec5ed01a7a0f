/// The static pages and the doors out. Nothing in here touches Redis or PostgreSQL, so that the
/// crisis lines are there when both are down.
@NullMarked
package org.porchlight.chat.pages;

import org.jspecify.annotations.NullMarked;
