package org.authfilter.it.servers.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;

/** The JAX-RS resources by name: a server that looks for them would take the REST clients for resources. */
@ApplicationPath("/rest")
public class MatrixApplication extends Application {

    private static final String ROLES_OF_JERSEY = "org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature";

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(Set.of(MatrixResource.class));
        try {
            Class<?> feature = Class.forName(ROLES_OF_JERSEY, false, MatrixApplication.class.getClassLoader());
            if (feature.getClassLoader() == MatrixApplication.class.getClassLoader()) {
                classes.add(feature);
            }
        } catch (ClassNotFoundException notBroughtByTheWar) {
            // The server's own JAX-RS looks at roles by itself.
        }
        return classes;
    }
}
