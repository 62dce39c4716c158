package org.authfilter.sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The resources that the pages call. They are named one by one, so that no REST client interface is taken for one. */
@ApplicationPath("/api")
public class SampleApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                MyOrdersResource.class, RefreshesResource.class, RefreshHistoryResource.class, TokenResource.class);
    }
}
