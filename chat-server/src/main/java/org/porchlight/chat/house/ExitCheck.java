package org.porchlight.chat.house;

import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Looks once at a site that Quick exit may lead to, as somebody whom it does not know. What it says
 * to those it knows, nobody but they can see.
 */
final class ExitCheck {
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final int MOST_HOPS = 3;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final List<Integer> MOVED = List.of(301, 302, 303, 307, 308);

  /** Each looks at a few signs only, so that no page can be long to look at. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "<input\\b[^<>]{0,300}?\\btype\\s{0,3}=\\s{0,3}[\"']?password", Pattern.CASE_INSENSITIVE);

  private static final Pattern SIGN_IN_PATH =
      Pattern.compile("/(?:log|sign)[-_]?[io]n\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern GREETING =
      Pattern.compile(
          ">\\s{0,40}(?:welcome back\\b|bienvenid[oa] de nuevo\\b"
              + "|(?:hello|hi|hola|good (?:morning|afternoon|evening)|buenos d[ií]as"
              + "|buenas (?:tardes|noches)),)",
          Pattern.CASE_INSENSITIVE);

  private final Function<URI, Mono<Page>> pages;

  /**
   * Looks through what gets a page without following where it was moved to.
   *
   * @param pages fails, or never ends, where there is none to be had
   */
  ExitCheck(Function<URI, Mono<Page>> pages) {
    this.pages = pages;
  }

  /**
   * A page, or where it has gone.
   *
   * @param location as it was told, null where none was
   * @param html the beginning of it
   */
  record Page(int status, @Nullable String location, String html) {
    @Override
    public String toString() {
      return "Page[status=" + status + "]";
    }
  }

  /** What was found. */
  enum Found {
    OK("ok"),
    /** It could not be had, in time or at all, or is nowhere on the public internet. */
    AWAY("away"),
    /** It answers with something else than a page. */
    NO_PAGE("no_page"),
    SIGN_IN("sign_in"),
    GREETS("greets");

    private final String code;

    Found(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** Looks at it; what goes wrong on the way there is that it could not be had. */
  Mono<Found> look(URI site) {
    return look(site, MOST_HOPS).timeout(WITHIN).onErrorReturn(ExitCheck::isOnTheWay, Found.AWAY);
  }

  /** A name, a connection, a certificate or an answer that was none; all else is our own fault. */
  private static boolean isOnTheWay(Throwable problem) {
    return problem instanceof IOException
        || problem instanceof TimeoutException
        || problem instanceof CodecException;
  }

  private Mono<Found> look(URI site, int hops) {
    if (SIGN_IN_PATH.matcher(site.getPath()).find()) {
      return Mono.just(Found.SIGN_IN);
    }
    return pages
        .apply(site)
        .flatMap(page -> {
          String location = page.location();
          if (!MOVED.contains(page.status()) || location == null) {
            return Mono.just(judge(page));
          }
          URI next = resolved(site, location);
          return hops > 0 && next != null && ExitSite.isGood(next)
              ? look(next, hops - 1)
              : Mono.just(Found.NO_PAGE);
        });
  }

  private static @Nullable URI resolved(URI site, String location) {
    try {
      return site.resolve(location);
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }

  private static Found judge(Page page) {
    if (page.status() == UNAUTHORIZED || PASSWORD.matcher(page.html()).find()) {
      return Found.SIGN_IN;
    }
    if (page.status() != OK) {
      return Found.NO_PAGE;
    }
    return GREETING.matcher(page.html()).find() ? Found.GREETS : Found.OK;
  }
}
