package org.authfilter;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The session of one request, for work on other threads; the result of {@link AuthSession#capture()}:
 *
 * <pre>{@code
 * CapturedSession captured = session.capture();
 * executor.submit(() -> captured.call(() -> orders.all()));
 * }</pre>
 *
 * Code that runs in one of its methods has the captured session as its own: {@link AuthSession}, {@link AccessToken} and
 * annotated REST clients work as in the request, with a token that is fresh at the time of the call. No other context of
 * the request is carried along.
 *
 * <p>It may be used any number of times, by several threads at once, and after the request has ended. It ends with the
 * sign-in: after a sign-out, a timeout of the session or a sign-in of another user there is no token any more
 * ({@link AccessTokenUnavailableException.Reason#NOT_SIGNED_IN}), and never one of another sign-in.
 *
 * <p>A token set that is refreshed here is kept in the memory of this server until the next request of the session
 * stores it in the HTTP session, because servers don't replicate a write of another thread. If the server stops before
 * that request, the user has to sign in again. Work here does not count as activity and does not extend the idle
 * timeout. Thread-safe.
 */
public interface CapturedSession {

    /**
     * Runs {@code work} on the calling thread. An exception of {@code work} is passed on.
     *
     * @param work the work to do with the captured session
     */
    void run(Runnable work);

    /**
     * Runs {@code work} on the calling thread.
     *
     * @param <T> the type of the result
     * @param work the work to do with the captured session
     * @return the result of {@code work}
     * @throws Exception if {@code work} throws it
     */
    <T> T call(Callable<T> work) throws Exception;

    /**
     * Runs {@code work} on the calling thread. An exception of {@code work} is passed on.
     *
     * @param <T> the type of the result
     * @param work the work to do with the captured session
     * @return the result of {@code work}
     */
    <T> T get(Supplier<T> work);
}
