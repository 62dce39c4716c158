package org.authfilter.it.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Serves the files of the WAR by the rest of the path, as servlets for images and downloads do. */
@WebServlet("/files/*")
public class FilesServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream file = getServletContext().getResourceAsStream(request.getPathInfo())) {
            if (file == null) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            } else {
                file.transferTo(response.getOutputStream());
            }
        }
    }
}
