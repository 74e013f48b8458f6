// 说一说: a recording of at most a minute. WeChat gives an mp3; a browser's own recordings (webm) are not among the
// kinds that a case may hold, so there the sound is written as a plain wav of 16,000 samples a second.

export const longest = 60

export interface Recording {
  file: string | Blob
  /** Something to play it from. */
  src: string
}

export interface Recorder {
  start(): Promise<void>
  stop(): Promise<Recording>
}

let make: () => Recorder
// #ifdef MP-WEIXIN
make = () => {
  const manager = uni.getRecorderManager()
  return {
    start: () =>
      new Promise((done, failed) => {
        manager.onStart(() => done())
        manager.onError(() => failed(new Error('microphone')))
        const sound = { format: 'mp3', sampleRate: 16000, numberOfChannels: 1, encodeBitRate: 48000 } as const
        manager.start({ duration: longest * 1000, ...sound })
      }),
    stop: () =>
      new Promise((done) => {
        manager.onStop((r: { tempFilePath: string }) => done({ file: r.tempFilePath, src: r.tempFilePath }))
        manager.stop()
      }),
  }
}
// #endif
// #ifdef H5
make = () => {
  const rate = 16000
  const parts: Float32Array[] = []
  let stream: MediaStream | undefined
  let context: AudioContext | undefined
  return {
    async start() {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      context = new AudioContext()
      const source = context.createMediaStreamSource(stream)
      // The newer worklet would need a script of its own; this one every browser has.
      const taps = context.createScriptProcessor(4096, 1, 1)
      taps.onaudioprocess = (e) => parts.push(new Float32Array(e.inputBuffer.getChannelData(0)))
      source.connect(taps)
      taps.connect(context.destination)
    },
    async stop() {
      stream?.getTracks().forEach((track) => track.stop())
      const from = context?.sampleRate ?? rate
      await context?.close()
      const file = wav(thin(parts, from, rate), rate)
      return { file, src: URL.createObjectURL(file) }
    },
  }
}

/** Takes every so manieth sample. */
function thin(parts: Float32Array[], from: number, to: number): Float32Array {
  const all = new Float32Array(parts.reduce((n, p) => n + p.length, 0))
  parts.reduce((at, p) => (all.set(p, at), at + p.length), 0)
  const out = new Float32Array(Math.floor((all.length * to) / from))
  for (let i = 0; i < out.length; i++) out[i] = all[Math.floor((i * from) / to)] ?? 0
  return out
}

/** One channel of 16 bits under the 44 bytes of a wav's head. */
function wav(samples: Float32Array, rate: number): Blob {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2))
  const word = (at: number, text: string) => [...text].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)))
  word(0, 'RIFF')
  view.setUint32(4, 36 + samples.length * 2, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  word(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  samples.forEach((s, i) => view.setInt16(44 + i * 2, Math.max(-1, Math.min(1, s)) * 0x7fff, true))
  return new Blob([view.buffer], { type: 'audio/wav' })
}
// #endif

export const newRecorder = (): Recorder => make()

let stop = () => {}

/** Plays one sound at a time; over tells when it has ended. */
export function play(src: string, over: () => void) {
  stop()
  // #ifdef H5
  // Each of the framework's own calls that is used makes the page heavier; the browser has this one itself.
  const sound = new Audio(src)
  sound.onended = sound.onerror = over
  sound.play().catch(over)
  stop = () => sound.pause()
  // #endif
  // #ifdef MP-WEIXIN
  const playing = uni.createInnerAudioContext()
  playing.onEnded(over)
  playing.onError(over)
  playing.src = src
  playing.play()
  stop = () => playing.destroy()
  // #endif
}

export function hushSound() {
  stop()
  stop = () => {}
}
