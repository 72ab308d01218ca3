import { bytes, milliseconds } from '../model/format.js'
import type { Call } from '../model/types.js'
import { Facts } from './facts.js'

type Picture = NonNullable<Call['picture']>

/** What the sandbox found out about the picture, as far as it came. */
export function PictureFacts({ picture }: { picture: Picture }) {
  const { url, width, height, format } = picture
  return (
    <section aria-labelledby="picture-title">
      <h4 id="picture-title">Picture</h4>
      <div class="picture-facts">
        {width !== null && height !== null && <Shape width={width} height={height} />}
        <Facts
          facts={[
            ['URL', url],
            ['Size', width !== null && height !== null && `${width} × ${height}`],
            ['Format', format],
            ['Received', bytes(picture.bytes)],
            ['Took', milliseconds(picture.durationMs)],
          ]}
        />
      </div>
    </section>
  )
}

const SIDE = 72

/** The picture's outline, and the square that it would have to fill. */
function Shape({ width, height }: { width: number; height: number }) {
  const scale = SIDE / Math.max(width, height)
  const [w, h] = [Math.max(1, width * scale), Math.max(1, height * scale)]
  const square = Math.min(w, h)
  const isSquare = width === height
  return (
    <figure class="shape" data-square={isSquare}>
      <svg width={SIDE + 2} height={SIDE + 2} viewBox={`-1 -1 ${SIDE + 2} ${SIDE + 2}`} aria-hidden="true">
        <rect class="shape-picture" x={(SIDE - w) / 2} y={(SIDE - h) / 2} width={w} height={h} />
        {!isSquare && (
          <rect class="shape-square" x={(SIDE - square) / 2} y={(SIDE - square) / 2} width={square} height={square} />
        )}
      </svg>
      <figcaption>{isSquare ? 'Square' : 'Not square'}</figcaption>
    </figure>
  )
}
