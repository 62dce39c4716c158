package org.authfilter.internal.identity;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;

/** Hands the deployment to the initializer of this jar, which runs later. Undertow finds it in META-INF/services. */
public final class UndertowExtension implements ServletExtension {

    /** The attribute of the servlet context with the deployment; on Undertow only, until the initializer has run. */
    static final String DEPLOYMENT = "org.authfilter.undertow";

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        context.setAttribute(DEPLOYMENT, deployment);
    }
}
