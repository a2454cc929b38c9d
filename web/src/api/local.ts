// What was typed and is not on the server yet, kept in this browser so that a reload, a crash or an expired session loses nothing.
const name = "clens";
const store = "kept";

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function act<T>(
  mode: IDBTransactionMode,
  work: (kept: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await open();
    return await new Promise((resolve, reject) => {
      const request = work(database.transaction(store, mode).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } catch {
    // A browser without storage (private windows, blocked cookies) keeps nothing; the page works all the same.
    return undefined;
  }
}

export const recall = <T>(key: string): Promise<T | undefined> =>
  act("readonly", (kept) => kept.get(key) as IDBRequest<T>);
export const keep = (key: string, value: unknown) => act("readwrite", (kept) => kept.put(value, key));
export const forget = (key: string) => act("readwrite", (kept) => kept.delete(key));
export const forgetAll = () => act("readwrite", (kept) => kept.clear());
