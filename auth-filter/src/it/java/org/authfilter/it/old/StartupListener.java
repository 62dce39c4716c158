package org.authfilter.it.old;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

/** Adds what {@code web.xml} 2.5 has no words for: servlets that are asynchronous or take uploads, and an endpoint. */
public class StartupListener implements ServletContextListener {

    private static final int LARGEST_UPLOAD = 32 << 20;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        ServletRegistration.Dynamic asynchronous = context.addServlet("asynchronous", AsyncServlet.class);
        asynchronous.setAsyncSupported(true);
        asynchronous.addMapping("/async");
        ServletRegistration.Dynamic upload = context.addServlet("upload", UploadServlet.class);
        upload.setMultipartConfig(new MultipartConfigElement("", LARGEST_UPLOAD, LARGEST_UPLOAD, 1 << 16));
        upload.addMapping("/upload/*");
        addEndpoint(context);
    }

    private static void addEndpoint(ServletContext context) {
        try {
            ((ServerContainer) context.getAttribute(ServerContainer.class.getName())).addEndpoint(ChatEndpoint.class);
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }
}
