package org.authfilter.it.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what reaches it, with any method, in the ways in which an application writes a response. */
@WebServlet(
        urlPatterns = {"/counted/*", "/open/*", "/hooks/*", "/public/count"},
        asyncSupported = true)
public class CountedServlet extends HttpServlet {

    private static final AtomicInteger REACHED = new AtomicInteger();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals("/public/count")) {
            response.getWriter().print(REACHED);
            return;
        }
        REACHED.incrementAndGet();
        String how = request.getPathInfo();
        if (request.getDispatcherType() == DispatcherType.REQUEST && how.equals("/async")) {
            AsyncContext async = request.startAsync();
            async.getResponse().getWriter().print("secret");
            async.complete();
        } else if (request.getDispatcherType() == DispatcherType.REQUEST && how.equals("/dispatch")) {
            request.startAsync().dispatch();
        } else if (how.equals("/error")) {
            response.sendError(500, "secret");
        } else if (how.equals("/redirect")) {
            response.sendRedirect("/elsewhere?token=secret");
        } else {
            response.setHeader("X-Note", "secret");
            response.getWriter().print("secret");
        }
    }
}
