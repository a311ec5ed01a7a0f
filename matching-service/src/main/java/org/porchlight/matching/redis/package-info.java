/// The line in Redis. All keys of a pool lie in one slot, so that one script can see both sides
/// whatever languages a peer speaks.
///
/// ```
/// m:{pool}:ticket:<id>                  HASH    conversation, language, topics, wants, band, arrived, priority, state, version, offer
/// m:{pool}:line:<language>              ZSET    tickets by priority time; position = rank
/// m:{pool}:waiting:<language>.<topic>   ZSET    tickets that can be offered; the topic `any` for those who want anyone
/// m:{pool}:buckets                      SET     the names of waiting buckets that are not empty
/// m:{pool}:languages                    SET     languages that have had a line
/// m:{pool}:peer:<id>                    HASH    on, capacity, languages, topics, rested, version, offer
/// m:{pool}:places:<id>                  SET     conversations that take a peer's places
/// m:{pool}:free:<language>.<topic>      ZSET    peers with a free place and no open offer, longest rested first
/// m:{pool}:onduty                       ZSET    peers on duty
/// m:{pool}:offer:<id>                   HASH    ticket, peer, conversation, expires
/// m:{pool}:deadlines                    ZSET    offer:<id>, away:<ticket>, peer:<id> by the ms at which they are due
/// m:{pool}:lease                        HASH    owner, token
/// m:{pool}:out                          STREAM  accepted offers
/// m:{pool}:bell:<id>, :bell:engine, :bell:line:<language>   channels
/// ```
@NullMarked
package org.porchlight.matching.redis;

import org.jspecify.annotations.NullMarked;
