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
 * The access token (RFC 6749, section 1.4) of the caller of the current request, always fresh.
 *
 * <p><b>At an injection point</b>, in a bean of any scope:
 *
 * <pre>{@code
 * @Inject @AccessToken Supplier<String> token;
 * }</pre>
 *
 * Each {@code get()} returns the token of the request that the calling thread serves. It refreshes the token first if
 * less than the {@code refresh-margin} remains until its expiry (default 60 seconds). It throws
 * {@link AccessTokenUnavailableException} if the caller is not signed in, if the thread serves no request, or if the
 * token has expired and can't be refreshed now. It never returns {@code null} and never the token of another user. If
 * the session ends while the request is under way, the request keeps the token that it was admitted with until that
 * token expires. The supplier is thread-safe.
 *
 * <p>A {@code Provider<String>} or {@code Instance<String>} looks the token up at each {@code get()} as well, but returns
 * {@code null} if the caller is not signed in. A plain {@code String} is the token of the current request, or
 * {@code null}. It is allowed only where it lives no longer than the request: in request-scoped beans, in JAX-RS
 * resources of the default scope, and as a parameter of an observer method. Anywhere else it fails the deployment.
 *
 * <p><b>On a MicroProfile REST client</b>, its interface or one of its methods:
 *
 * <pre>{@code
 * @AccessToken
 * @RegisterRestClient(configKey = "orders")
 * public interface Orders { … }
 * }</pre>
 *
 * Each call sends {@code Authorization: Bearer} (RFC 6750, section 2.1). If the call already has an
 * {@code Authorization} header, that header stays. If there is no token, the call fails with
 * {@link AccessTokenUnavailableException}: it is never sent without one. An asynchronous method sends the token of its
 * caller. A client without this annotation is not changed.
 *
 * <p>If the API responds with 401, the call is retried once with a newer token, provided that its entity can be written
 * again. The token is refreshed for the retry unless another request has refreshed it already. If the API rejects the
 * retry as well, this client forces no further refresh of this session for 60 seconds.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface AccessToken {}
