package org.authfilter.it.attacked;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A public servlet that hands its requests on to a protected path, as an application may decide to do. */
@WebServlet(urlPatterns = "/public/gate/*", asyncSupported = true)
public class GateServlet extends HttpServlet {

    private static final String PROTECTED = "/who";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        RequestDispatcher target = request.getRequestDispatcher(PROTECTED);
        switch (request.getPathInfo()) {
            case "/forward" -> target.forward(request, response);
            case "/include" -> target.include(request, response);
            case "/async" -> request.startAsync(request, response).dispatch(PROTECTED);
            case "/error" -> response.sendError(HttpServletResponse.SC_GONE);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
