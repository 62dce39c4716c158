package org.authfilter.internal.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import java.util.ArrayList;
import java.util.List;

/** Fails a deployment that wants an access token as a plain {@code String} where it would outlive the request. */
public class UnsafeInjectionCheck implements Extension {

    private final List<String> found = new ArrayList<>();
    private boolean isValidated;

    /** Of archives without beans, servers announce servlets and the like when the deployment is validated already. */
    void judge(@Observes ProcessInjectionPoint<?, String> event) {
        TokenInjectionPoint place = new TokenInjectionPoint(event.getInjectionPoint());
        if (!place.isPlain() || place.isSafe()) {
            return;
        }
        if (isValidated) {
            event.addDefinitionError(error(List.of(place.description())));
        } else {
            found.add(place.description());
        }
    }

    void fail(@Observes AfterDeploymentValidation validation) {
        if (!found.isEmpty()) {
            validation.addDeploymentProblem(
                    error(found.stream().distinct().sorted().toList()));
        }
        isValidated = true;
    }

    static DeploymentException error(List<String> places) {
        return new DeploymentException("auth-filter: an access token as a String would go stale or reach another user,"
                + " since its owner may live longer than the request:\n- " + String.join("\n- ", places));
    }
}
