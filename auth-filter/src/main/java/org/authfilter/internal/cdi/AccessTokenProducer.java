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
 * Produces what {@code @Inject @AccessToken} asks for. The methods are static and nothing is disposed of, so that an
 * {@code Instance} keeps nothing of what it has given.
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
     * The token of the current request, {@code null} if nobody is signed in.
     *
     * @throws DeploymentException if it is for a place that is not safe and that the server did not announce when the
     *     application was deployed, such as a JAX-RS provider that is no bean
     */
    @Produces
    @Dependent
    @AccessToken
    @Typed(String.class)
    static @Nullable String token(@Nullable InjectionPoint point) {
        TokenInjectionPoint place = point == null ? null : new TokenInjectionPoint(point);
        if (place != null && place.isPlain() && !place.isSafe()) {
            throw UnsafeInjectionCheck.error(List.of(place.description()));
        }
        return CurrentCaller.get().findAccessToken().orElse(null);
    }

    /** Has no state, so it fits into beans of every scope, passivating ones among them. */
    private static final class OfCurrentCaller implements Supplier<String>, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public String get() {
            return CurrentCaller.get().accessToken();
        }
    }
}
