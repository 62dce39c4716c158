package org.authfilter.internal.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import java.util.ArrayList;
import java.util.List;

/** Fails a deployment that injects an access token as a plain {@code String} into an object that outlives the request. */
public class UnsafeInjectionCheck implements Extension {

    private final List<String> found = new ArrayList<>();
    private boolean isValidated;

    /** In archives without beans, servers announce servlets and the like after the deployment was validated. */
    void collect(@Observes ProcessInjectionPoint<?, String> event) {
        TokenInjectionPoint injection = new TokenInjectionPoint(event.getInjectionPoint());
        if (!injection.isPlain() || injection.isSafe()) {
            return;
        }
        if (isValidated) {
            event.addDefinitionError(error(List.of(injection.description())));
        } else {
            found.add(injection.description());
        }
    }

    void fail(@Observes AfterDeploymentValidation validation) {
        if (!found.isEmpty()) {
            validation.addDeploymentProblem(
                    error(found.stream().distinct().sorted().toList()));
        }
        isValidated = true;
    }

    static DeploymentException error(List<String> injectionPoints) {
        return new DeploymentException("auth-filter: an access token as a String would expire or reach another user,"
                + " because its owner may exist longer than the request:\n- " + String.join("\n- ", injectionPoints));
    }
}
