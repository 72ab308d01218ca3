import type sharp from 'sharp'

/** sharp, loaded on the first call. Rejects with ImageLibraryError. */
export type ImageLibrary = () => Promise<typeof sharp>

/** All that pictures from outside are ever read with; SVG, PDF, TIFF and the others stay shut. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`)

/**
 * sharp costs 70 ms to load, so that a start does without it. Its settings hold for the whole process, so that they are
 * made only when the process is ours, and not when we are a guest in somebody's test run.
 */
export function lazyImageLibrary(ownsProcess: boolean, importSharp = () => import('sharp')): ImageLibrary {
  let loading: ReturnType<ImageLibrary> | undefined
  return () => {
    loading ??= load(ownsProcess, importSharp)
    return loading
  }
}

/** sharp cannot be used: npm left out the package of this platform, or brought another platform's. */
export class ImageLibraryError extends Error {
  override name = 'ImageLibraryError'

  constructor(cause: unknown) {
    const { platform, arch } = process
    const remedy = 'reinstall infinipost-mock here, with optional dependencies'
    super(`Pictures cannot be decoded: sharp does not load on ${platform}-${arch}; ${remedy}`, { cause })
  }
}

async function load(
  ownsProcess: boolean,
  importSharp: () => Promise<{ default: typeof sharp }>,
): ReturnType<ImageLibrary> {
  const { default: library } = await importSharp().catch((error) => {
    throw new ImageLibraryError(error)
  })
  if (ownsProcess) {
    library.block({ operation: ['VipsForeignLoad'] })
    library.unblock({ operation: LOADERS })
    library.concurrency(1)
    library.cache(false)
  }
  return library
}
