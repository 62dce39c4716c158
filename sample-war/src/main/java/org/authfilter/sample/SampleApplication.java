package org.authfilter.sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The resources that the pages call. The list is explicit, because a scan would take REST client interfaces for resources. */
@ApplicationPath("/api")
public class SampleApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                MyOrdersResource.class, RefreshCountResource.class, RefreshHistoryResource.class, TokenResource.class);
    }
}
