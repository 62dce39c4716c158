package org.authfilter.it.servers.app;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.it.roles.LedgerBean;

/** Calls an EJB that only some roles may call. */
@WebServlet("/vault/*")
public class VaultServlet extends HttpServlet {

    @EJB
    LedgerBean ledger;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String result = "/write".equals(request.getPathInfo()) ? ledger.write() : ledger.read();
            response.getWriter().print(result + " by " + ledger.caller());
        } catch (EJBAccessException refused) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
