import { sha256Base64 } from '../core/sha256.ts'
import { escapeHtml, jsonInScript } from './visual-page/html-text.ts'
import type { VisualPageData } from './visual-page/page-data.ts'
import { pageModel } from './visual-page/page-data.ts'
import { diffPart, factsPart, headerPart, imagesPart, suspectsPart } from './visual-page/page-parts.ts'
import { pageStyle } from './visual-page/page-style.ts'
import { pageScript } from './visual-page/script/page-script.ts'

export type { PageImage, VisualPageData, Watched } from './visual-page/page-data.ts'

/**
 * The report of a visual program as one HTML page that needs nothing else: source, steps, variables, images with the patches that are
 * alive, calls of the toolset, turns of loops, suspects and what was changed. All that comes from programs and questions is
 * escaped, and a content security policy lets nothing but the page's own script run. Throws `EngineError` (engine) where the
 * calls of a run are not those of the vision toolset.
 */
export function visualPage(data: VisualPageData): string {
  const { report, before, after, images } = data
  const runs = after === undefined ? [before] : [before, after]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`${report.question} · Faultline`)}</title>
<style>${pageStyle}</style>
</head>
<body>
${imagesPart(images)}
${headerPart(data)}
${playerPart(runs.length)}
<main>
${sourcePart(runs.map(suspectsPart).join('\n'))}
${picturePart}
<div id="loops" class="wide"></div>
${callsPart}
${after === undefined ? '' : diffPart(before.source, after.source)}
</main>
${factsPart(report)}
<script type="application/json" id="data">${jsonInScript(pageModel(data))}</script>
<script>${pageScript}</script>
</body>
</html>
`
}

const policy = [
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${sha256Base64(pageStyle)}'`,
  `script-src 'sha256-${sha256Base64(pageScript)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const move = (name: string, label: string, sign: string): string =>
  `<button type="button" data-move="${name}" aria-label="${label}" title="${label}">${sign}</button>`

const playerPart = (runs: number): string => `<nav aria-label="Steps of the run">
${runs > 1 ? `<div class="pick" role="group" aria-label="Program"><button type="button" data-pick="0" aria-pressed="true">Before</button><button type="button" data-pick="1" aria-pressed="false">After</button></div>` : ''}
<div class="moves" role="group" aria-label="Move">${move('first', 'First step', '«')}${move('back', 'Step back', '‹')}${move('next', 'Step on', '›')}${move('last', 'Last step', '»')}${runs > 1 ? move('parting', 'Where the two runs part', 'first difference') : ''}</div>
<div class="track"><svg id="ticks" viewBox="0 0 400 12" preserveAspectRatio="none" aria-hidden="true"></svg><input id="slider" type="range" min="0" value="0" aria-label="Step"></div>
<p class="now" role="status"><span id="place"></span> <code id="what"></code> <code id="result"></code></p>
</nav>`

const sourcePart = (suspects: string): string => `<section class="panel program" aria-labelledby="source-title">
<h2 id="source-title">Program</h2>
<ol id="lines"></ol>
<p class="hint"><span id="end"></span> <span id="gap"></span></p>
<p class="hint keys">Keys: <kbd>←</kbd> <kbd>→</kbd> step, with <kbd>Shift</kbd> statement, <kbd>Home</kbd> <kbd>End</kbd>, <kbd>b</kbd> before and after. Click a line to go to its next step.</p>
</section>
<section class="panel suspected" aria-labelledby="suspects-title">
<h2 id="suspects-title">Suspects</h2>
${suspects}
</section>`

const picturePart = `<section class="panel seen" aria-labelledby="picture-title">
<h2 id="picture-title">What it sees</h2>
<div id="pictures"></div>
<p class="hint" id="picture-note"></p>
<h2>Variables</h2>
<div id="variables"></div>
</section>`

const callsPart = `<section class="panel wide" aria-labelledby="calls-title">
<h2 id="calls-title">Calls of the toolset</h2>
<div class="scroll"><table class="rows"><thead><tr><th scope="col">Call</th><th scope="col">What was asked</th><th scope="col">Answer</th><th scope="col">Confidence</th></tr></thead><tbody id="calls"></tbody></table></div>
<div id="calls-note"></div>
</section>`
