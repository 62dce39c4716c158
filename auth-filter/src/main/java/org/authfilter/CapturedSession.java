package org.authfilter;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The session of one request, for work on other threads; {@link AuthSession#capture()} gives it:
 *
 * <pre>{@code
 * CapturedSession captured = session.capture();
 * executor.submit(() -> captured.call(() -> orders.all()));
 * }</pre>
 *
 * Whatever runs in one of its methods has the captured session as its own: {@link AuthSession}, {@link AccessToken} and
 * annotated REST clients answer as they did for the request, with a token that is fresh at the time of the call. No
 * other context of the request comes along.
 *
 * <p>It may be used as often as wanted, by several threads at once, and after the request has ended. It ends with the
 * sign-in: once the user has signed out, the session has timed out or somebody else has signed in, there is no token
 * any more ({@link AccessTokenUnavailableException.Reason#NOT_SIGNED_IN}), and never one of another sign-in.
 *
 * <p>A token set that is refreshed here is kept in the memory of this server, and put into the HTTP session by the next
 * request of the session: servers don't replicate what another thread writes. If the server dies before that request,
 * the user has to sign in again. Work here is no activity: it puts no timeout off.
 */
public interface CapturedSession {

    /**
     * Runs {@code work} on the calling thread. What it throws is passed on.
     *
     * @param work what to do on behalf of the captured session
     */
    void run(Runnable work);

    /**
     * Runs {@code work} on the calling thread.
     *
     * @param <T> what {@code work} gives
     * @param work what to do on behalf of the captured session
     * @return what {@code work} gives
     * @throws Exception whatever {@code work} throws
     */
    <T> T call(Callable<T> work) throws Exception;

    /**
     * Runs {@code work} on the calling thread. What it throws is passed on.
     *
     * @param <T> what {@code work} gives
     * @param work what to do on behalf of the captured session
     * @return what {@code work} gives
     */
    <T> T get(Supplier<T> work);
}
