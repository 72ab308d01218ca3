/** Goes to the part that the address names, which was not there when the browser looked for it. */
export function showTarget(): void {
  if (location.hash !== '') location.replace(location.hash)
}
