import { elementScript } from './element-script.ts'
import { pictureScript } from './picture-script.ts'
import { playerScript } from './player-script.ts'
import { replayScript } from './replay-script.ts'
import { sourceScript } from './source-script.ts'
import { tableScript } from './table-script.ts'
import { variableScript } from './variable-script.ts'

/** The script of the page. It sets texts and attributes alone, never HTML, since what it shows comes from programs. */
export const pageScript = [
  "'use strict';(() => {",
  elementScript,
  replayScript,
  sourceScript,
  pictureScript,
  variableScript,
  tableScript,
  playerScript,
  '})()',
].join('\n')
