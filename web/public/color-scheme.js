// Before the first paint, so that a dark room is not flashed at. A file of its own: the policy allows none inline.
;(function () {
  var kept
  try {
    kept = localStorage.getItem('deedbook-color-scheme')
  } catch {
    kept = null // storage is off: the system decides
  }
  var isDark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
})()
