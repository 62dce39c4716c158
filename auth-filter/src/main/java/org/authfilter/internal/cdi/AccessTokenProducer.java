package org.authfilter.internal.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.authfilter.AccessToken;
import org.authfilter.internal.refresh.CurrentCaller;
import org.jspecify.annotations.Nullable;

/**
 * Produces the values of {@code @Inject @AccessToken}. The methods are static and nothing is disposed of, so an
 * {@code Instance} keeps no reference to a produced value.
 */
@Dependent
public class AccessTokenProducer {

    @Produces
    @Dependent
    @AccessToken
    static Supplier<String> supplier() {
        return new OfCurrentCaller();
    }

    /**
     * The token of the current request; {@code null} without an authenticated caller.
     *
     * @throws DeploymentException if the injection point is unsafe and the server did not announce it at the deployment, such as
     *     one in a JAX-RS provider that is no bean
     */
    @Produces
    @Dependent
    @AccessToken
    @Typed(String.class)
    static @Nullable String token(@Nullable InjectionPoint point) {
        TokenInjectionPoint injection = point == null ? null : new TokenInjectionPoint(point);
        if (injection != null && injection.isPlain() && !injection.isSafe()) {
            throw UnsafeInjectionCheck.error(List.of(injection.description()));
        }
        return CurrentCaller.get().findAccessToken().orElse(null);
    }

    /** Has no state, so it can be injected into beans of every scope, passivating ones included. */
    private static final class OfCurrentCaller implements Supplier<String>, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public String get() {
            return CurrentCaller.get().accessToken();
        }
    }
}
