package org.porchlight.chat.access;

/** The keys of access; see the package for what they hold. */
final class Keys {
  private Keys() {}

  static String pass(String hash) {
    return "s:{" + hash + "}";
  }

  static String passOf(String person) {
    return "s:{" + person + "}:pass";
  }

  static String block(String pass) {
    return "s:{" + pass + "}:block";
  }

  static String blockedBack(String code) {
    return "s:{" + code + "}:back";
  }

  static String connectionOf(String person) {
    return "s:{" + person + "}:from";
  }

  static String blockedFrom(String connection) {
    return "s:{" + connection + "}:blocked";
  }

  static String passesFrom(String connection) {
    return "s:{" + connection + "}:passes";
  }

  static String arrivals(long minute) {
    return "s:arrivals:" + minute;
  }

  static String usedWork(String salt) {
    return "s:{" + salt + "}:work";
  }

  static String blocks() {
    return "s:blocks";
  }

  static String socketTicket(String ticket) {
    return "w:{" + Tokens.hash(ticket) + "}";
  }

  static String sockets(String person) {
    return "s:{" + person + "}:sockets";
  }

  static String events() {
    return "s:events";
  }

  static String signIns(String staff) {
    return "i:{" + staff + "}";
  }

  static String passwordTries(String login) {
    return "l:{" + Tokens.hash(login) + "}";
  }

  static String codeTries(String staff) {
    return "l:{" + staff + "}:code";
  }

  static String wordTries(String seeker) {
    return "l:{" + seeker + "}:words";
  }

  static String usedCode(String staff, long step) {
    return "l:{" + staff + "}:code:" + step;
  }
}
