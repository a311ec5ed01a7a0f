/// Crisis lines by region, as they ship and as the house keeps them.
@NullMarked
package org.porchlight.chat.resources;

import org.jspecify.annotations.NullMarked;
