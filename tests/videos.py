"""Small videos for tests, made with PyAV."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import av


def make_video(
    path: Path,
    *,
    width: int,
    height: int,
    codec: str = "libx264",
    sound: str = "aac",
    rate: int | tuple[int, int] = 24,
    seconds: int = 1,
    channels: int = 2,
    sample_rate: int = 48_000,
    bit_rate: int = 0,
    colours: str = "yuv420p",
    interlaced: bool = False,
) -> None:
    """Write a video; with ``bit_rate`` its picture is noise, which does not shrink."""
    fps = Fraction(*rate) if isinstance(rate, tuple) else Fraction(rate)
    with av.open(str(path), "w") as out:
        picture: Any = out.add_stream(codec, rate=fps)
        picture.width, picture.height, picture.pix_fmt = width, height, colours
        if codec == "libx264":
            picture.options = {"preset": "ultrafast"}
        if interlaced:
            picture.options = {"preset": "ultrafast", "x264-params": "tff=1"}
        if bit_rate:
            picture.bit_rate = bit_rate
            picture.options = {"preset": "ultrafast", "nal-hrd": "cbr", "maxrate": str(bit_rate)}
        voice: Any = None
        if channels:
            layout = {1: "mono", 2: "stereo"}[channels]
            voice = out.add_stream(sound, rate=sample_rate, layout=layout)
        noise = random.Random(7)
        for number in range(round(fps * seconds)):
            frame = av.VideoFrame(width, height, colours)
            frame.pts = number
            for plane in frame.planes:
                size = plane.buffer_size
                plane.update(noise.randbytes(size) if bit_rate else bytes(size))
            out.mux(picture.encode(frame))
        out.mux(picture.encode(None))
        if voice is not None:
            _hum(out, voice, layout, sample_rate, min(seconds, 1))


def _hum(out: Any, voice: Any, layout: str, sample_rate: int, seconds: int) -> None:
    samples = voice.codec_context.frame_size
    for number in range(sample_rate * seconds // samples):
        frame = av.AudioFrame(voice.codec_context.format.name, layout, samples)
        frame.sample_rate, frame.pts = sample_rate, number * samples
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        out.mux(voice.encode(frame))
    out.mux(voice.encode(None))
