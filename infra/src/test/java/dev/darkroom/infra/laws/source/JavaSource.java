package dev.darkroom.infra.laws.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * One Java file as the compiler reads it, without a look at any other.
 *
 * @param name what to call it in a report
 * @param lines how many it has
 * @param imports the full names it imports
 * @param methods its methods and constructors, those of nested classes too
 */
public record JavaSource(String name, int lines, List<String> imports, List<Method> methods) {

    /**
     * A method's length.
     *
     * @param lines from its first annotation or modifier to its closing brace
     */
    record Method(String name, int lines) {}

    public JavaSource {
        imports = List.copyOf(imports);
        methods = List.copyOf(methods);
    }

    /** Reads a file. */
    public static JavaSource read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JavaSource parse(String name, String text) {
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        // Only parsed: that a file compiles is the compiler's to say.
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, List.of(file));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            List<String> imports = unit.getImports().stream()
                    .map(each -> each.getQualifiedIdentifier().toString())
                    .toList();
            MethodScanner scanner = new MethodScanner(unit, Trees.instance(task).getSourcePositions());
            scanner.scan(unit, null);
            return new JavaSource(name, Math.toIntExact(text.lines().count()), imports, scanner.methods);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class MethodScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final List<Method> methods = new ArrayList<>();
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        MethodScanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long last = line(positions.getEndPosition(unit, method));
            int lines = Math.toIntExact(last - line(positions.getStartPosition(unit, method)) + 1);
            methods.add(new Method(ownerName() + "." + method.getName(), lines));
            return super.visitMethod(method, null);
        }

        private String ownerName() {
            return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
                    ? owner.getSimpleName().toString()
                    : "";
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
