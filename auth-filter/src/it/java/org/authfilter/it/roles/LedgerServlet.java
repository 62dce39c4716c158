package org.authfilter.it.roles;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Calls a method of an EJB; 403 where the EJB container refuses the caller. */
@WebServlet("/ledger/*")
public class LedgerServlet extends HttpServlet {

    @EJB
    LedgerBean ledger;

    @EJB
    AuditBean audit;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            response.getWriter().print(call(request.getPathInfo()));
        } catch (EJBAccessException refused) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private String call(String method) {
        return switch (method) {
            case "/read" -> ledger.read();
            case "/write" -> ledger.write();
            case "/audit" -> ledger.audit();
            case "/burn" -> ledger.burn();
            case "/close" -> ledger.close();
            case "/run-as" -> audit.audit();
            case "/caller" -> ledger.caller();
            default -> throw new IllegalArgumentException(method);
        };
    }
}
