/**
 * The hook takes built-ins of the page while its modules are evaluated. Import this first: it gives
 * Node the few that it lacks.
 */
class FakeDocument {
  get hidden(): boolean {
    return false;
  }
}

Object.assign(globalThis, { Document: FakeDocument, document: new FakeDocument() });
