package org.authfilter.it;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Compiles a class that exists as text only, and puts it into a WAR. */
final class JavaSource {

    private static final Pattern CLASS = Pattern.compile("^public class (\\w+)", Pattern.MULTILINE);

    private final String source;

    JavaSource(String source) {
        this.source = source;
    }

    /** Compiles against the test's class path; works in {@code directory}. */
    void addTo(WebArchive war, Path directory) {
        Path classes = directory.resolve("classes");
        compile(directory.resolve(className() + ".java"), classes);
        try (Stream<Path> files = Files.walk(classes)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> war.addAsWebInfResource(
                            file.toFile(), "classes/" + classes.relativize(file).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path file, Path classes) {
        try {
            Files.createDirectories(classes);
            Files.writeString(file, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString());
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call()) {
                throw new AssertionError("This does not compile:\n" + source + "\n" + messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String className() {
        Matcher matcher = CLASS.matcher(source);
        if (!matcher.find()) {
            throw new AssertionError("No public class in:\n" + source);
        }
        return matcher.group(1);
    }
}
