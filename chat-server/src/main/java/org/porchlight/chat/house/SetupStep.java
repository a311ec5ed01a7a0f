package org.porchlight.chat.house;

import java.util.Locale;

/** What has to be done before the house opens, in the order in which it is shown. */
enum SetupStep {
  /** There are hours, or a closed door could not say when to come again. */
  HOURS,
  /** No crisis line of any region is due for a check. */
  LINES,
  /** Two coordinators, or nobody could confirm what one of them changes. */
  COORDINATORS,
  /** A supervisor who is on the rota. */
  SUPERVISORS,
  /** A peer whose training counts today. */
  PEERS,
  /** No demo account, which signs in without a code. */
  DEMO,
  /** People under 18 only where somebody answers for it. */
  AGES,
  /** The notice that holds now was read. */
  NOTICE,
  /** What somebody in danger is told was read, and where Quick exit leads was opened. */
  DANGER,
  /** Nothing in front of this server keeps addresses of visitors. */
  IP_LOGS;

  /** Whether only a person can know; everything else is looked up, and never ticked by hand. */
  boolean isConfirmed() {
    return this == NOTICE || this == DANGER || this == IP_LOGS;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
