/** A field of a contract; keys that are undefined are left out of what is stored. */
export interface ContractField {
  type?: string | undefined;
  required?: boolean | undefined;
  min?: number | undefined;
  max?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  pattern?: string | undefined;
  itemType?: string | undefined;
}

interface WithFields {
  fields?: Record<string, Record<string, unknown>>;
}

export const fieldTypes = ["any", "string", "number", "integer", "boolean", "url", "json", "array"] as const;

const allowed: Readonly<Record<string, readonly string[]>> = {
  number: ["min", "max"],
  integer: ["min", "max"],
  string: ["minLength", "maxLength", "pattern"],
  url: ["minLength", "maxLength"],
  array: ["minLength", "maxLength", "itemType"],
};
const typed = new Set(Object.values(allowed).flat());

export const fieldsOf = (contract: WithFields): [string, ContractField][] =>
  Object.entries(contract.fields ?? {}) as [string, ContractField][];

/** The contract with a change to one field; limits that the field's type does not know go. */
export function setField<C extends WithFields>(contract: C, name: string, part: ContractField): C {
  const field = { ...contract.fields?.[name], ...part };
  const known = allowed[field.type ?? "any"] ?? [];
  const kept = Object.entries(field).filter(
    ([key, value]) => value !== undefined && (!typed.has(key) || known.includes(key)),
  );
  return { ...contract, fields: { ...contract.fields, [name]: Object.fromEntries(kept) } };
}

export function addField<C extends WithFields>(contract: C): C {
  const taken = contract.fields ?? {};
  let number = Object.keys(taken).length + 1;
  while (`field_${number}` in taken) number++;
  return { ...contract, fields: { ...taken, [`field_${number}`]: { type: "string" } } };
}

export function removeField<C extends WithFields>(contract: C, name: string): C {
  return {
    ...contract,
    fields: Object.fromEntries(Object.entries(contract.fields ?? {}).filter(([key]) => key !== name)),
  };
}

/** The contract with a field renamed in its place; unchanged when the name is taken. */
export function renameField<C extends WithFields>(contract: C, from: string, to: string): C {
  if (to in (contract.fields ?? {})) return contract;
  return {
    ...contract,
    fields: Object.fromEntries(
      Object.entries(contract.fields ?? {}).map(([key, field]) => [key === from ? to : key, field]),
    ),
  };
}
