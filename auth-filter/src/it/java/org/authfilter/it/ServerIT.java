package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server of this run starts, deploys a WAR and serves requests: if this fails, no other test here is meaningful. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ServerIT {

    @Deployment(testable = false)
    static WebArchive hello() {
        return ShrinkWrap.create(WebArchive.class, "hello.war").addClass(Hello.class);
    }

    @Test
    void the_server_of_this_run_responds(@ArquillianResource URL root) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "hello")).build();

        String body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();

        assertThat(body).startsWith("Hello from " + System.getProperty("server.name"));
    }

    @WebServlet("/hello")
    public static class Hello extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("Hello from " + getServletContext().getServerInfo());
        }
    }
}
