/// The line in Redis. All keys of a pool lie in one slot, so that one script can see both sides
/// whatever languages a peer speaks.
///
/// ```
/// m:{pool}:ticket:<id>                  HASH    conversation, language, clearance, avoid, known, only, topics, wants,
///                                               patience, asked, band, arrived, since, priority, turn, state, version, offer
/// m:{pool}:line:<language>              ZSET    tickets by priority time; position = rank
/// m:{pool}:waiting:<base>.<gate>        ZSET    tickets that can be offered, by priority time; a base is
///                                               <language>.<topic>, <language>.any or peer.<id>
/// m:{pool}:free:<base>.<class>          ZSET    peers with a free place and no open offer, longest rested first
/// m:{pool}:bases:waiting, :bases:free   SET     bases that have anybody on that side
/// m:{pool}:languages                    SET     languages that have had a line
/// m:{pool}:arrived                      ZSET    tickets in line by arrival
/// m:{pool}:absent                       ZSET    tickets whose seeker is away, by priority time
/// m:{pool}:peer:<id>                    HASH    on, capacity, languages, topics, level, cleared, class, bases, rested,
///                                               rest, free, unheard, version, offer, missed, offers, accepts, declines, expiries
/// m:{pool}:places:<id>                  ZSET    conversations that take a peer's places, by the ms until which
///                                               they are believed; infinite until the conversation is open
/// m:{pool}:onduty                       ZSET    peers on duty
/// m:{pool}:capacity                     HASH    places on duty of each <base>.<class>
/// m:{pool}:offer:<id>                   HASH    ticket, peer, conversation, expires, why
/// m:{pool}:talk:<conversation>          HASH    ticket, peer (empty during a hand-over), since
/// m:{pool}:lengths                      HASH    observed, mean: how long conversations take, in minutes
/// m:{pool}:supervisors                  HASH    node -> count and until when that is believed
/// m:{pool}:deadlines                    ZSET    offer:<id>, away:<ticket>, known:<ticket>, ask:<ticket>, peer:<id>,
///                                               rest:<id>, place:<id>:<conversation> by the ms at which they are due
/// m:{pool}:lease                        HASH    owner, token
/// m:{pool}:out                          STREAM  accepted offers
/// m:{pool}:ended                        STREAM  tickets that ended without a match
/// m:{pool}:bell:<id>, :bell:engine, :bell:out, :bell:ended, :bell:door, :bell:line:<language>   shard channels
/// ```
@NullMarked
package org.porchlight.matching.redis;

import org.jspecify.annotations.NullMarked;
