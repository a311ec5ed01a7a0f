package org.porchlight.bench.client;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with one socket, who comes back when it drops. Everything runs on one event loop, so
 * subclasses need no locks; {@link #run(Runnable)} is the way in from elsewhere.
 */
public abstract class Person implements Socket.Ear {
  private final World world;
  private final EventLoop loop;
  private @Nullable Socket socket;
  private boolean welcomed;
  private boolean wanted;
  private boolean connecting;
  private int failures;
  private int attempt;

  /** Somebody in a world, on an event loop of it. */
  protected Person(World world) {
    this.world = world;
    this.loop = world.sockets().loop();
  }

  /** The first frame: {@code hello} with whatever opens the door now. */
  protected abstract CompletableFuture<Frame> hello();

  /** {@code welcome} came; frames may be sent. */
  protected abstract void welcomed(Frame welcome);

  /** Any other frame. */
  protected abstract void told(Frame frame);

  /** The socket is gone; this person comes back unless they had left. */
  protected abstract void dropped();

  /** Where this person lives. */
  public final World world() {
    return world;
  }

  /** Does something on this person's event loop. */
  public final void run(Runnable act) {
    loop.execute(guarded(act));
  }

  /** Does something later. */
  public final void later(Duration time, Runnable act) {
    var unused = loop.schedule(guarded(act), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Opens a socket and keeps one open. */
  protected final void comeIn() {
    wanted = true;
    connect();
  }

  /** Leaves for good. */
  protected final void goAway() {
    wanted = false;
    if (socket != null) {
      socket.close();
    }
  }

  /** Loses the network for a while. */
  protected final void loseNetwork(Duration time) {
    wanted = false;
    if (socket != null) {
      socket.cut();
    }
    later(time, this::comeIn);
  }

  /** Whether frames may be sent. */
  public final boolean isOnline() {
    return welcomed;
  }

  /** Sends a frame if there is a socket. */
  public final void send(Frame frame) {
    if (socket != null) {
      socket.send(frame);
    }
  }

  /** Gives up a socket that does not seem to lead anywhere, and comes back on another. */
  public final void hangUp() {
    if (socket != null) {
      world.notes().count("hung-up");
      socket.cut();
    }
  }

  @Override
  public final void opened(Socket opened) {
    connecting = false;
    if (!wanted) {
      opened.cut();
      return;
    }
    socket = opened;
    int mine = ++attempt;
    var unused =
        hello()
            .whenComplete((frame, problem) ->
                run(() -> {
                  if (problem != null) {
                    opened.cut();
                  } else if (socket == opened) {
                    opened.send(frame);
                  }
                }));
    later(
        world.pauses().welcomeWithin(),
        () -> {
          if (mine == attempt && socket == opened && !welcomed) {
            opened.cut();
          }
        });
  }

  @Override
  public final void heard(Frame frame) {
    switch (frame.type()) {
      case "welcome" -> {
        welcomed = true;
        failures = 0;
        welcomed(frame);
      }
      case "bye" -> world.notes().count("bye." + frame.text("reason"));
      default -> told(frame);
    }
  }

  @Override
  public final void gone(int code) {
    boolean wasThere = welcomed;
    connecting = false;
    socket = null;
    welcomed = false;
    if (wasThere) {
      dropped();
    }
    if (wanted) {
      world.notes().count(wasThere ? "reconnects" : "refused-connections");
      later(pause(), this::connect);
    }
  }

  @Override
  public final void broken(Throwable problem) {
    world.notes().complain("unexpected: " + problem);
  }

  private void connect() {
    if (wanted && socket == null && !connecting) {
      connecting = true;
      world.sockets().open(loop, world.entrance().anyServer(), world.origin(), this);
    }
  }

  private Duration pause() {
    return Duration.ofMillis(world.pauses().millis(failures++));
  }

  private Runnable guarded(Runnable act) {
    return () -> {
      try {
        act.run();
      } catch (RuntimeException problem) {
        broken(problem);
      }
    };
  }
}
