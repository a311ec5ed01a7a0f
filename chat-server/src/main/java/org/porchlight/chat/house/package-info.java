/// What a coordinator sets for the whole house on a page of the desk: when somebody is usually
/// there, the rule of the door, how long chats are kept, from which age one may come in, what a
/// night may be about. Every change is a row of its own, and the newest counts; before the first
/// one, the configuration does.
///
/// ```
/// house.settings   version, notice, made_at, made_by, zone, hours, require_supervisor, days, flag_days, minimum_age,
///                  topics, lead, policy
/// house.looks      version, made_at, made_by, name, title, questions, exits
/// house.setup      number, what, notice, made_at, made_by
/// house.controls   id, what, most, reason, made_at, made_by, ends_at, ended_at, ended_by
/// ```
///
/// What a supervisor does about the line for a while is a control: it ends by itself, and changes
/// none of the rules.
@NullMarked
package org.porchlight.chat.house;

import org.jspecify.annotations.NullMarked;
