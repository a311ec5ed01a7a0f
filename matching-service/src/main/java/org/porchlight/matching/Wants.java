package org.porchlight.matching;

/** Whom a seeker would like to talk to. */
public enum Wants {
  /** Whoever is free first. */
  ANYONE,
  /** Someone who has lived one of the ticket's topics. */
  LIVED
}
