package org.authfilter;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The access token (RFC 6749, section 1.4) of whoever sent the current request, always fresh.
 *
 * <p><b>At an injection point</b>, in a bean of any scope:
 *
 * <pre>{@code
 * @Inject @AccessToken Supplier<String> token;
 * }</pre>
 *
 * Each {@code get()} answers for the request that runs on the calling thread, and refreshes the token first when its
 * expiry has come within the {@code refresh-margin}. It throws {@link AccessTokenUnavailableException} when nobody is
 * signed in, when the thread serves no request, or when an expired token can't be refreshed now. It never returns
 * {@code null} and never another user's token. The supplier is thread-safe.
 *
 * <p>A {@code Provider<String>} or {@code Instance<String>} asks anew at each {@code get()} as well, but gives
 * {@code null} when nobody is signed in. A plain {@code String} is the token of the current request, or {@code null},
 * and is allowed where it lives no longer than that: in request-scoped beans, in JAX-RS resources of the default life
 * cycle, and as a parameter of an observer. Anywhere else it fails the deployment.
 *
 * <p><b>On a MicroProfile REST client</b>, its interface or one of its methods:
 *
 * <pre>{@code
 * @AccessToken
 * @RegisterRestClient(configKey = "orders")
 * public interface Orders { … }
 * }</pre>
 *
 * Each call carries {@code Authorization: Bearer} (RFC 6750, section 2.1). An {@code Authorization} header that the
 * call already has stays. Without a token the call fails with {@link AccessTokenUnavailableException}: it is never sent
 * without one. An asynchronous method sends the token of who called it. Clients without the annotation are left alone.
 *
 * <p>A call that is answered with 401 is repeated once with a newer token, if its entity can be written again; the token
 * is refreshed for that unless it was refreshed meanwhile. If the repeated call is refused as well, the client refreshes
 * nothing by force for 60 seconds.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface AccessToken {}
