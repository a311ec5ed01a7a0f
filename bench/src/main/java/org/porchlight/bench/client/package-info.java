/// A client of the protocol for pretend people, written from PROTOCOL.md and from nothing else, so
/// that it notices when the server drifts. Each person lives on one event loop: what they hear,
/// their alarms and their state need no locks.
@NullMarked
package org.porchlight.bench.client;

import org.jspecify.annotations.NullMarked;
