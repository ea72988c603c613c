import { session } from '@/lib/session/session'
import { Problem } from './problem'
import type { ProblemDetails } from './schema'

interface Upload {
  path: string
  form: FormData
  headers?: Record<string, string>
  onProgress: (sent: number) => void
  signal: AbortSignal
}

/** Sends a form with a file. `fetch` does not tell how much has been sent, an XMLHttpRequest does (0 to 1). */
export async function upload<Answer>({
  path,
  form,
  headers = {},
  onProgress,
  signal,
}: Upload): Promise<Answer> {
  const token = await session.accessToken()
  return new Promise<Answer>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.onload = () => {
      if (request.status < 300) resolve(request.response as Answer)
      else reject(new Problem(request.response as ProblemDetails))
    }
    request.onerror = () => reject(new Problem({ type: 'offline', title: 'Deedbook cannot be reached' }))
    request.onabort = () => reject(new DOMException('The upload was stopped', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
