import { useForm, type UseFormInput } from '@mantine/form'
import { asProblem, fieldErrors } from '@/lib/api/problem'

/** A form whose fields show what the server says of them; `refuse` takes what a mutation threw. */
export function useProblemForm<Values extends Record<string, unknown>>(input: UseFormInput<Values>) {
  const form = useForm<Values>({ validateInputOnBlur: false, ...input })
  const refuse = (error: unknown) => {
    const known = fieldErrors(asProblem(error), Object.keys(form.getValues()))
    form.setErrors(known)
  }
  return { form, refuse }
}
