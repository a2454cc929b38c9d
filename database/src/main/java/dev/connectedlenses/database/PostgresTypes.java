package dev.connectedlenses.database;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** How Java values become PostgreSQL parameters where JDBI does not know by itself. */
public final class PostgresTypes {

  private PostgresTypes() {}

  /** A JDBI that binds uuids and arrays of the usual types. */
  public static Jdbi jdbi(DataSource source) {
    return Jdbi.create(source)
        .registerArgument(new UuidArgument())
        .registerArrayType(UUID.class, "uuid")
        .registerArrayType(String.class, "text")
        .registerArrayType(Integer.class, "int4")
        .registerArrayType(Long.class, "int8")
        .registerArrayType(Short.class, "int2")
        .registerArrayType(Boolean.class, "bool")
        .registerArrayType(Double.class, "float8")
        .registerArrayType(BigDecimal.class, "numeric");
  }

  /** JDBI binds a uuid as text, which PostgreSQL compares with no uuid. */
  private static final class UuidArgument extends AbstractArgumentFactory<UUID> {
    UuidArgument() {
      super(Types.OTHER);
    }

    @Override
    protected Argument build(UUID value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setObject(position, value);
    }
  }
}
