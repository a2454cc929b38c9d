package dev.connectedlenses.app;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds the methods of source files with the compiler's own parser. */
final class Methods {
  /** One method: where it is, how many lines it spans and how many parameters it takes. */
  record Method(String where, int lines, int parameters) {}

  private Methods() {}

  /** All of them, read by one compiler: to make one for each file takes longer than to read it. */
  static List<Method> of(List<Sources.File> sources) {
    Map<URI, Sources.File> byUri = new LinkedHashMap<>();
    sources.forEach(source -> byUri.put(uri(source), source));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> files = sources.stream().map(Methods::asFile).toList();
    JavacTask task = (JavacTask) compiler.getTask(null, null, d -> {}, List.of(), null, files);
    List<Method> found = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        Sources.File source = Objects.requireNonNull(byUri.get(unit.getSourceFile().toUri()));
        new Collector(unit, Trees.instance(task).getSourcePositions(), source, found)
            .scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static URI uri(Sources.File source) {
    return URI.create("string:///" + source.path());
  }

  private static JavaFileObject asFile(Sources.File source) {
    return new SimpleJavaFileObject(uri(source), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.text();
      }
    };
  }

  private static final class Collector extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Sources.File source;
    private final List<Method> found;
    private boolean inRecord;

    Collector(
        CompilationUnitTree unit,
        SourcePositions positions,
        Sources.File source,
        List<Method> found) {
      this.unit = unit;
      this.positions = positions;
      this.source = source;
      this.found = found;
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
      boolean outer = inRecord;
      inRecord = node.getKind() == com.sun.source.tree.Tree.Kind.RECORD;
      super.visitClass(node, null);
      inRecord = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree node, @Nullable Void unused) {
      LineMap lines = unit.getLineMap();
      long start = positions.getStartPosition(unit, node);
      long end = positions.getEndPosition(unit, node);
      if (start >= 0 && end >= start && node.getBody() != null) {
        int length = (int) (lines.getLineNumber(end) - lines.getLineNumber(start) + 1);
        boolean canonical = inRecord && node.getName().contentEquals("<init>");
        int parameters = canonical ? 0 : node.getParameters().size();
        found.add(new Method(source.path() + "#" + node.getName(), length, parameters));
      }
      return super.visitMethod(node, null);
    }
  }
}
