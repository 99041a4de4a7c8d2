/** Colours of the page, light and dark; text on its ground has a contrast of 4.5 at least. */
const colours = `
:root { --ground: #f5f6f8; --panel: #fff; --line: #dfe3e8; --text: #1c2430; --soft: #586474; --accent: #2f4fd0; --accent-soft: #e7ecff;
  --good: #17693a; --good-soft: #dcf3e4; --bad: #b3261e; --bad-soft: #fde7e5; --doubt: #7a4d00; --doubt-soft: #fff0d0;
  --current: #ffe08a; --now: #fff8e1; --keyword: #8a2a8f; --string: #1c6b3c; --digit: #9a4a00; --shade: 0 1px 2px #1c243014, 0 4px 16px #1c24300a;
  --hue-0: #1f5fd6; --hue-1: #c2410c; --hue-2: #15803d; --hue-3: #a21caf; --hue-4: #b91c1c; --hue-5: #0e7490; --hue-6: #6d28d9; --hue-7: #92660b }
@media (prefers-color-scheme: dark) { :root { --ground: #11151b; --panel: #191f27; --line: #2c3541; --text: #e4e9f0; --soft: #9aa7b8; --accent: #9db1ff; --accent-soft: #26315c;
  --good: #7bd99a; --good-soft: #163824; --bad: #ff9f97; --bad-soft: #4a1f1c; --doubt: #f3c46b; --doubt-soft: #41310f;
  --current: #43350b; --now: #262313; --keyword: #e0a0e6; --string: #8fd6a8; --digit: #f0b37e; --shade: none } }
`

const frame = `
* { box-sizing: border-box }
[hidden] { display: none !important }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif }
code, kbd, .number, .share { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 13px }
header, main, footer { max-width: 1440px; margin: 0 auto; padding: 0 24px }
header { padding-top: 22px; padding-bottom: 16px }
.mark { margin: 0; font-weight: 650; font-size: 13px; color: var(--accent) }
.mark span { margin-left: 6px; font-weight: 400; color: var(--soft) }
h1 { margin: 4px 0 10px; font-size: 25px; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere }
h2 { margin: 0 0 10px; font-size: 13px; font-weight: 650; color: var(--soft) }
h2 code { color: var(--text) }
p { margin: 0 }
ol, ul { margin: 0; padding: 0; list-style: none }
.hint { color: var(--soft); font-size: 13px }
.shelf { position: absolute }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px }
main { display: grid; gap: 16px; padding-top: 16px; align-items: start; grid-template: 'program seen' auto 'suspected seen' 1fr / minmax(0, 1.12fr) minmax(0, 1fr) }
.program { grid-area: program } .seen { grid-area: seen } .suspected { grid-area: suspected }
#loops { display: grid; gap: 16px } #loops:empty { display: none }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px; box-shadow: var(--shade); min-width: 0 }
.panel h2:not(:first-child) { margin-top: 20px }
.wide { grid-column: 1 / -1 }
.scroll { overflow-x: auto }
footer { padding-top: 18px; padding-bottom: 28px; color: var(--soft); font-size: 13px }
`

const head = `
.verdict { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center }
.badge { padding: 2px 10px; border-radius: 99px; font-size: 13px; background: var(--doubt-soft); color: var(--doubt) }
.badge.passed, .badge.mended { background: var(--good-soft); color: var(--good) }
.badge.failed, .badge.not-mended { background: var(--bad-soft); color: var(--bad) }
.answer code { font-size: 14px; font-weight: 650; overflow-wrap: anywhere }
.note { margin-top: 6px; overflow-wrap: anywhere }
.critics { display: flex; flex-wrap: wrap; gap: 8px 40px; margin-top: 14px }
.critics section { min-width: 0; flex: 1 1 380px }
.critics h2 { margin-bottom: 4px }
.critics h2 span { font-weight: 400 }
.critics li { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: center; font-size: 14px }
.who { font-weight: 600 }
.says.pass { color: var(--good) } .says.fail { color: var(--bad) } .says.unsure { color: var(--doubt) }
.critics li + li { margin-top: 4px } .message { color: var(--soft); flex: 1 0 100%; overflow-wrap: anywhere }
summary { cursor: pointer; color: var(--soft); font-size: 13px } .message summary { font-size: inherit } .message[open] summary { margin: 0 } .message[open] summary span { display: none } .message[open] summary::after { content: 'less' } details[open] summary { margin-bottom: 10px }
meter { width: 64px; height: 8px; appearance: none; background: var(--line); border: 0; border-radius: 9px; vertical-align: middle }
meter::-webkit-meter-inner-element { display: block }
meter::-webkit-meter-bar { background: var(--line); border: 0; border-radius: 9px; height: 8px }
meter::-webkit-meter-optimum-value { background: var(--accent); border-radius: 9px }
meter::-moz-meter-bar { background: var(--accent); border-radius: 9px }
.share { color: var(--soft); white-space: nowrap }
`

const player = `
nav { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: center; background: var(--panel);
  border-block: 1px solid var(--line); padding: 9px max(24px, calc((100vw - 1392px) / 2)) }
.pick, .moves { display: flex; gap: 4px }
.pick { padding: 2px; border-radius: 8px; background: var(--ground); border: 1px solid var(--line) }
.pick button { padding: 2px 12px; border-radius: 6px; font-size: 14px }
.pick [aria-pressed=true] { background: var(--accent-soft); color: var(--accent); font-weight: 600 }
.moves button { min-width: 32px; height: 30px; padding: 0 9px; border: 1px solid var(--line); border-radius: 7px; text-align: center; font-size: 14px }
.moves button:hover, .pick button:hover { border-color: var(--accent); color: var(--accent) }
.track { flex: 1 1 260px; min-width: 0 }
#ticks { display: block; width: calc(100% - 16px); height: 10px; margin: 0 8px }
#ticks .call { fill: var(--soft); opacity: .65 } #ticks .blame, #ticks .raise { fill: var(--bad) }
#slider { width: 100%; margin: 0; accent-color: var(--accent); display: block }
nav .now { flex: 1 0 100%; display: flex; gap: 12px; align-items: baseline; min-width: 0; white-space: nowrap; overflow: hidden; font-size: 13px }
#place { color: var(--soft); min-width: 172px; font-variant-numeric: tabular-nums }
#what { overflow: hidden; text-overflow: ellipsis; flex: 0 1 auto } #result { font-weight: 650; overflow: hidden; text-overflow: ellipsis; flex: 0 2 auto; min-width: 0 }
`

const source = `
#lines { margin: 0 -18px 8px; overflow: auto; max-height: 60vh }
#lines button { display: grid; grid-template-columns: 46px minmax(0, 1fr); width: 100%; padding: 1px 18px 1px 0; outline-offset: -2px }
#lines code { white-space: pre-wrap; overflow-wrap: anywhere } #lines .ghost { grid-column: 2; padding-left: 4ch } #lines .ghost:empty { display: none }
#lines button:hover { background: var(--accent-soft) }
#lines .now button { background: var(--now); box-shadow: inset 3px 0 var(--doubt) }
#lines .idle code, #lines .idle code span { color: var(--soft) }
.number { display: inline-block; width: 46px; padding-right: 14px; text-align: right; color: var(--soft); user-select: none }
.number.suspect { color: var(--bad); font-weight: 700 }
.ghost { color: var(--soft); font: italic 13px ui-monospace, Menlo, Consolas, monospace } .ghost:not(:empty)::before { content: '→ ' }
.keyword { color: var(--keyword) } .string { color: var(--string) } .digit { color: var(--digit) } .comment { color: var(--soft); font-style: italic }
.blamed { text-decoration: underline wavy var(--bad) 1px; text-underline-offset: 3px; text-decoration-skip-ink: none }
.current { background: var(--current); border-radius: 2px }
kbd { padding: 0 5px; border: 1px solid var(--line); border-radius: 4px; font-size: 12px }
.keys { margin-top: 4px }
.suspects > li { padding: 8px 0 10px 12px; border-left: 3px solid var(--bad); margin-bottom: 10px; overflow-wrap: anywhere }
.suspects > li.hot { background: var(--bad-soft) }
.suspects .line { font-weight: 600; color: var(--bad) }
.suspects ul button { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; color: var(--accent); padding: 1px 0; overflow-wrap: anywhere }
.suspects button:hover, .rows button:hover { text-decoration: underline }
`

const pictures = `
#pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr)); gap: 12px; max-height: 70vh; overflow-y: auto }
#pictures.stacked { grid-template-columns: minmax(0, 1fr) }
figure { margin: 0; min-width: 0 }
figure svg { display: block; width: 100%; max-height: 440px; border-radius: 6px; background: var(--ground); overflow: hidden }
figcaption { font-size: 13px; color: var(--text); overflow-wrap: anywhere } figcaption span { color: var(--soft) }
.box rect { fill: none; vector-effect: non-scaling-stroke }
.box .halo { stroke: #fff; stroke-opacity: .85; stroke-width: 4 }
.box .edge { stroke: var(--hue); stroke-width: 2; fill: var(--hue); fill-opacity: 0; pointer-events: all }
.box.whole .halo { stroke: none } .box.whole .edge { stroke-dasharray: 4 4; pointer-events: none }
.box.asked .edge { stroke-width: 4; fill-opacity: .22 } .box.made .edge { stroke-width: 3; fill-opacity: .1 }
.box.asked .halo { stroke-width: 7 } .box.made .halo { stroke-width: 6 }
.box.hot .edge { fill-opacity: .4 }
.box .tag rect { fill: var(--hue) } .box .tag text { fill: #fff; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-weight: 600; pointer-events: none }
${Array.from({ length: 8 }, (_, hue) => `.hue-${hue} { --hue: var(--hue-${hue}) }`).join(' ')}
.swatch { display: inline-block; width: 10px; height: 10px; margin-right: 7px; border-radius: 3px; background: var(--hue) }
.thumb { border-radius: 4px; background: var(--ground); border: 1px solid var(--line); overflow: hidden; vertical-align: middle }
.thumbs { display: inline-flex; flex-wrap: wrap; gap: 3px; align-items: center; margin-right: 8px; vertical-align: middle }
`

const tables = `
table { border-collapse: collapse; width: 100% }
caption { text-align: left; color: var(--soft); font-size: 13px; padding: 2px 0 } table.outer { margin-top: 10px }
#variables th { font: 600 13px ui-monospace, Menlo, Consolas, monospace; text-align: left; white-space: nowrap; padding: 5px 14px 5px 0; vertical-align: top; line-height: 24px; width: 1% }
#variables td { padding: 5px 0; overflow-wrap: anywhere; line-height: 24px } #variables tr + tr > * { border-top: 1px solid var(--line) }
#variables .new th { color: var(--doubt) } #variables .new td code { font-weight: 650 }
.set { margin-left: 7px; padding: 0 6px; border-radius: 9px; background: var(--doubt-soft); font: 600 11px system-ui, sans-serif }
.rows th { text-align: left; font-size: 13px; font-weight: 600; color: var(--soft); padding: 0 16px 6px 0; vertical-align: bottom }
.rows td { border-top: 1px solid var(--line); padding: 6px 16px 6px 0; vertical-align: middle; overflow-wrap: anywhere; min-width: 56px }
.rows td:first-child, .rows th:first-child { padding-left: 10px } .rows td:first-child button { color: var(--accent); font-weight: 600 }
.rows tbody tr[data-go] { cursor: pointer } .rows tbody tr[data-go]:hover { background: var(--accent-soft) } .rows tr.now { background: var(--now) }
.rows .true { color: var(--good); font-weight: 600 } .rows .false { color: var(--bad) }
.rows th code { display: block; min-width: 110px; max-width: 180px; overflow-wrap: anywhere } .target { display: block } .rows .takes { min-width: 140px } .rows .sets { min-width: 200px } .from { margin-left: 10px; font-size: 12px; color: var(--soft) } .from button { color: var(--accent) }
.diff { min-width: 760px; table-layout: fixed } .diff th { text-align: left; padding-left: 52px; font-size: 13px; color: var(--soft); font-weight: 600; padding-bottom: 4px }
.diff td { padding: 1px 8px; vertical-align: top } .diff col.number { width: 44px } .diff td.number { width: auto; display: table-cell; padding: 1px 10px 1px 0 } .diff code { white-space: pre-wrap; overflow-wrap: anywhere }
.changed .del, .removed .del { background: var(--bad-soft) } .changed .ins, .added .ins { background: var(--good-soft) }
.diff del { color: var(--bad); font-weight: 700; text-decoration: underline; text-underline-offset: 3px } .diff ins { color: var(--good); font-weight: 700; text-decoration: underline; text-underline-offset: 3px }
`

const narrow = `
@media (max-width: 900px) { main { grid-template: 'program' 'seen' 'suspected' / minmax(0, 1fr); padding: 12px 12px 0 } header, footer { padding-left: 16px; padding-right: 16px }
  nav { padding: 7px 12px; justify-content: space-between } .track { flex-basis: 100% } #pictures { max-height: none } .panel { padding: 14px } #lines { margin: 0 -14px 8px } h1 { font-size: 21px } .moves { justify-content: end } nav .now { flex-wrap: wrap; gap: 0 10px } #place { min-width: 0; width: 100% } .keys { display: none } }
@media (prefers-reduced-motion: no-preference) { .box .edge { transition: fill-opacity .12s } }
`

/** The style of the page: nothing from outside, fonts of the system. */
export const pageStyle = [colours, frame, head, player, source, pictures, tables, narrow].join('')
