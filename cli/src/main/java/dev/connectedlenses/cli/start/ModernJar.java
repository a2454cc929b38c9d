package dev.connectedlenses.cli.start;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;

/**
 * Writes a jar again with its oldest classes in a newer format, otherwise unchanged. The JVM keeps
 * no classes of Java 5 in its start-up cache, and picocli's are of Java 5.
 */
public final class ModernJar {
  private static final int JAVA_7 = 51;
  private static final int JAVA_8 = 52;

  private ModernJar() {}

  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Path.of(args[1]));
  }

  /** Returns how many classes were too old. */
  static int write(Path from, Path to) throws IOException {
    try (URLClassLoader classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
        JarInputStream in =
            new JarInputStream(new BufferedInputStream(Files.newInputStream(from)));
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(to));
        JarOutputStream out = new JarOutputStream(file, in.getManifest())) {
      ClassFile format = format(classes);
      int old = 0;
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        byte[] bytes = in.readAllBytes();
        boolean isOld = entry.getName().endsWith(".class") && version(bytes) < JAVA_7;
        old += isOld ? 1 : 0;
        out.putNextEntry(new JarEntry(entry.getName()));
        out.write(isOld ? modern(format, bytes) : bytes);
        out.closeEntry();
      }
      return old;
    }
  }

  private static ClassFile format(ClassLoader classes) {
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(classes)));
  }

  private static int version(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getShort(6);
  }

  private static byte[] modern(ClassFile format, byte[] bytes) {
    // taking the methods apart and putting them together makes the stack maps that Java 5 lacks
    ClassTransform methods =
        ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
    return format.transformClass(format.parse(bytes), methods.andThen(ModernJar::asJava8));
  }

  private static void asJava8(ClassBuilder type, ClassElement element) {
    if (element instanceof ClassFileVersion) {
      type.withVersion(JAVA_8, 0);
    } else {
      type.with(element);
    }
  }
}
