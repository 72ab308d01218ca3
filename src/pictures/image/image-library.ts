import type sharp from 'sharp'

/** sharp, loaded on the first call. */
export type ImageLibrary = () => Promise<typeof sharp>

/** All that pictures from outside are ever read with; SVG, PDF, TIFF and the others stay shut. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`)

/**
 * sharp costs 70 ms to load, so that a start does without it. Its settings hold for the whole process, so that they are
 * made only when the process is ours, and not when we are a guest in somebody's test run.
 */
export function lazyImageLibrary(ownsProcess: boolean): ImageLibrary {
  let loading: ReturnType<ImageLibrary> | undefined
  return () => {
    loading ??= load(ownsProcess)
    return loading
  }
}

async function load(ownsProcess: boolean): ReturnType<ImageLibrary> {
  const { default: library } = await import('sharp')
  if (ownsProcess) {
    library.block({ operation: ['VipsForeignLoad'] })
    library.unblock({ operation: LOADERS })
    library.concurrency(1)
    library.cache(false)
  }
  return library
}
