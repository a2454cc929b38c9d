package dev.connectedlenses.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written; a print stream only says that. */
final class StandardOutput extends FilterOutputStream {
  private @Nullable IOException failure;

  StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /** What went wrong; null also where the reader has merely read enough and gone. */
  @Nullable String problem() {
    IOException known = failure;
    String message = known == null ? null : String.valueOf(known.getMessage());
    return message != null && message.contains("Broken pipe") ? null : message;
  }
}
