const KEY = 'deedbook-last-workspace'

/** The workspace that was open last in this browser, to come back to. */
export const lastWorkspace = {
  read: (): string | null => localStorage.getItem(KEY),
  write: (workspaceId: string): void => localStorage.setItem(KEY, workspaceId),
}
