/** Characters of a password at least, to say so before it is sent; the server has the last word. */
export const PASSWORD_LEAST = 10
