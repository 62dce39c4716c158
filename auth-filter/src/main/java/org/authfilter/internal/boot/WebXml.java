package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The parts of a {@code web.xml} that the servlet API does not show (Servlet 6.0, section 14.4). Empty without a file. */
final class WebXml {

    private static final String LOCATION = "/WEB-INF/web.xml";

    private final Document document;

    private WebXml(Document document) {
        this.document = document;
    }

    static WebXml of(ServletContext context) {
        try (InputStream in = context.getResourceAsStream(LOCATION)) {
            return read(in);
        } catch (IOException | SAXException reportedByTheContainer) {
            return new WebXml(parser().newDocument());
        }
    }

    private static WebXml read(@Nullable InputStream in) throws IOException, SAXException {
        return new WebXml(in == null ? parser().newDocument() : parser().parse(in));
    }

    /** The parser of the JDK, even if the WAR has another one. It fetches no DTD and prints nothing. */
    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
            return parser;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("The JDK's XML parser lacks a feature", impossible);
        }
    }

    /** Whether a {@code <security-constraint>} demands a role. */
    boolean hasConstraintWithRole() {
        return elements(document.getElementsByTagNameNS("*", "auth-constraint"))
                .anyMatch(constraint -> text(constraint, "role-name").isPresent());
    }

    /** The {@code <auth-method>} of the {@code <login-config>}. */
    Optional<String> loginMethod() {
        return elements(document.getElementsByTagNameNS("*", "login-config"))
                .flatMap(login -> text(login, "auth-method").stream())
                .findFirst();
    }

    /** Whether the filter {@code name} is declared without {@code <async-supported>true</async-supported>}. */
    boolean declaresWithoutAsync(String name) {
        return elements(document.getElementsByTagNameNS("*", "filter"))
                .filter(filter -> text(filter, "filter-name").equals(Optional.of(name)))
                .anyMatch(filter -> !text(filter, "async-supported").equals(Optional.of("true")));
    }

    /** Whether the sessions of the application may move between nodes. */
    boolean isDistributable() {
        return document.getElementsByTagNameNS("*", "distributable").getLength() > 0;
    }

    /** Whether the file configures how sessions are tracked. */
    boolean hasTrackingMode() {
        return document.getElementsByTagNameNS("*", "tracking-mode").getLength() > 0;
    }

    /** Whether the {@code <cookie-config>} has {@code element}, such as {@code http-only}. */
    boolean hasInCookieConfig(String element) {
        return elements(document.getElementsByTagNameNS("*", "cookie-config"))
                .anyMatch(cookie -> text(cookie, element).isPresent());
    }

    private static Optional<String> text(Element parent, String name) {
        return elements(parent.getElementsByTagNameNS("*", name))
                .map(element -> element.getTextContent().strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
    }
}
