package org.authfilter.it.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** As little work as a servlet can do, so that what stands before it shows. */
@WebServlet("/hello")
public class HelloServlet extends HttpServlet {

    private static final byte[] HELLO = {'h', 'e', 'l', 'l', 'o'};

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setContentLength(HELLO.length);
        response.getOutputStream().write(HELLO);
    }
}
