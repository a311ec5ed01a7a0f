/// The way to Redis, the same for one server, a pair watched by sentinels, and a cluster. It owns
/// no key: what lies in Redis belongs to the features.
///
/// - [RedisLink] is the connection for what may be asked again.
/// - [RedisWriter] is the way for what must not be lost: it answers when it is as durable as
///   promised.
/// - [RedisDoorbell] says that something happened, and says so when it may have missed something.
///
/// Connections never reconnect behind our back: Lettuce would send commands again, and a repeated
/// `WAIT` on a new master would call durable what that master never had.
@NullMarked
package org.porchlight.redis;

import org.jspecify.annotations.NullMarked;
