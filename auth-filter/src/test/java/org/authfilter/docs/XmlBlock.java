package org.authfilter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.authfilter.AuthFilter;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A dependency, or a part of a {@code web.xml}. */
final class XmlBlock {

    private XmlBlock() {}

    static void read(String text) throws IOException, SAXException, ParserConfigurationException {
        Element root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
        switch (root.getTagName()) {
            case "dependency" -> assertIsTheJar(root);
            case "web-app" ->
                assertThat(root.getElementsByTagName("distributable").getLength())
                        .isOne();
            case "absolute-ordering" ->
                assertThat(Files.readString(Path.of("src/main/resources/META-INF/web-fragment.xml")))
                        .contains("<name>" + text(root, "name") + "</name>");
            case "context-param" ->
                ConfigurationBlock.read(sources -> sources.contextParams(
                        Collections.enumeration(java.util.List.of(text(root, "param-name"))),
                        name -> text(root, "param-value")));
            case "filter" -> readFilter(root);
            case "login-config" -> assertThat(text(root, "auth-method")).isNotEmpty();
            case "security-constraint" -> assertThat(text(root, "url-pattern")).startsWith("/");
            default -> throw new AssertionError("No check for <" + root.getTagName() + ">");
        }
    }

    private static void assertIsTheJar(Element dependency) throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        assertThat(text(dependency, "groupId")).isEqualTo("org.authfilter");
        assertThat(text(dependency, "artifactId")).isEqualTo("auth-filter");
        assertThat(pom).contains("<version>" + text(dependency, "version") + "</version>\n    <packaging>");
    }

    private static void readFilter(Element filter) {
        assertThat(text(filter, "filter-name")).isEqualTo("auth-filter");
        assertThat(text(filter, "filter-class")).isEqualTo(AuthFilter.class.getName());
        assertThat(text(filter, "async-supported")).isEqualTo("true");
        ConfigurationBlock.read(
                sources -> sources.initParams(Map.of(text(filter, "param-name"), text(filter, "param-value"))));
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent().strip();
    }
}
