package org.authfilter.it.roles;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/**
 * Prints the caller as each API of the platform tells it, one per line; with {@code ?via=forward} after such a dispatch.
 * After {@code async} and {@code error} it prints less: no injected object has a context then on Payara.
 */
public class CallerServlet extends HttpServlet {

    @Inject
    Principal principal;

    @Inject
    HttpServletRequest injected;

    @Inject
    SecurityContext security;

    @EJB
    LedgerBean ledger;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String via = request.getDispatcherType() == DispatcherType.REQUEST ? request.getParameter("via") : null;
        if ("async".equals(via)) {
            // From this thread: Payara may dispatch twice when another one calls dispatch() before this one is back.
            request.startAsync().dispatch();
        } else if ("forward".equals(via)) {
            request.getRequestDispatcher("/public/caller").forward(request, response);
        } else if ("error".equals(via)) {
            response.sendError(HttpServletResponse.SC_CONFLICT);
        } else if (request.getDispatcherType() == DispatcherType.ASYNC
                || request.getDispatcherType() == DispatcherType.ERROR) {
            response.setContentType("text/plain");
            response.getWriter()
                    .print("request: " + request.getRemoteUser() + " " + roles(request) + "\nEJB: " + ledger.caller()
                            + "\n");
        } else {
            print(request, response);
        }
    }

    private void print(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print("request: " + request.getRemoteUser() + " " + roles(request)
                        + "\nprincipal of the request: " + name(request.getUserPrincipal())
                        + "\ninjected principal: " + name(principal)
                        + "\ninjected request: " + injected.getRemoteUser() + " " + roles(injected)
                        + "\nJakarta Security: " + name(security.getCallerPrincipal()) + " user="
                        + security.isCallerInRole("user") + " admin=" + security.isCallerInRole("admin")
                        + "\nEJB: " + ledger.caller()
                        + "\nsecurity-role-ref: " + request.isUserInRole("reader") + "\n");
    }

    private static String roles(HttpServletRequest request) {
        return "user=" + request.isUserInRole("user") + " admin=" + request.isUserInRole("admin");
    }

    /** Servers have different principals where there is no caller. */
    private static String name(Principal caller) {
        return caller == null || caller.getName().equalsIgnoreCase("anonymous") ? "anonymous" : caller.getName();
    }
}
