"""What every visual program finds defined: images, patches of them, and helpers. Each question is put to the host.

The API is ViperGPT's as VDebugger uses it. y grows upwards; coordinates count from the lower left corner of the whole
image. The host cuts boxes, so that what is recorded and what a program sees are one thing; here arguments are
checked, so that a wrong one is the program's own error, and patches get their numbers.
"""

import math

# `answer` and the images are for the expression that runs a program: as names of the program they would hide its mistakes.
__all__ = ["ImagePatch", "VideoSegment", "best_image_match", "bool_to_yesno", "distance", "llm_query", "math"]

_MOST_TEXT = 10_000
_MOST_TEXTS = 100_000
_MOST_ITEMS = 1_000
_FAR = 1_000_000_000


class _Image:
    """An image, or the part of one that a patch shows. There is nothing to do with it but to make a patch of it."""

    __slots__ = ("index", "_box")

    def __init__(self, index, box):
        self.index = index
        self._box = box

    def __repr__(self):
        return f"Image(index={self.index})"


_Image.__name__ = _Image.__qualname__ = "Image"
show_as(_Image, ("index",))


def _whole(index, width, height):
    return _Image(index, {"left": 0, "lower": 0, "right": width, "upper": height})


def _coordinates(call, *values):
    if any(value is None for value in values):
        raise TypeError(f"{call}() takes all of left, lower, right and upper as numbers, not None")
    left, lower, right, upper = (max(-_FAR, min(_FAR, int(value))) for value in values)
    return {"left": left, "lower": lower, "right": right, "upper": upper}


def _text(call, what, value):
    if not isinstance(value, str):
        raise TypeError(f"{call}() takes {what} as a str, not {type(value).__name__}")
    if len(value) > _MOST_TEXT:
        raise ValueError(f"{call}() takes {what} of at most {_MOST_TEXT} characters, not {len(value)}")
    return str.__str__(value)


def _texts(call, what, values):
    if isinstance(values, str):
        raise TypeError(f"{call}() takes {what} as a list of str, not a str")
    texts = [_text(call, f"each of {what}", value) for value in values]
    if not texts:
        raise ValueError(f"{call}() takes at least one of {what}")
    if len(texts) > _MOST_ITEMS or sum(map(len, texts)) > _MOST_TEXTS:
        raise ValueError(f"{call}() was given too many or too long texts as {what}")
    return texts


_made = 0


class ImagePatch:
    def __init__(self, image, left=None, lower=None, right=None, upper=None):
        if not isinstance(image, _Image):
            raise TypeError(f"ImagePatch() takes an image, not {type(image).__name__}")
        asked = None
        if not (left is None and lower is None and right is None and upper is None):
            asked = _coordinates("ImagePatch", left, lower, right, upper)
        request = {"image": image.index, "box": image._box, "asked": asked, "next": _made}
        self._become(image.index, call_tool("open", request), None)

    def _become(self, index, box, parent):
        global _made
        if box is None:
            raise Exception("ImagePatch has no area")
        left, lower, right, upper = box["left"], box["lower"], box["right"], box["upper"]
        self._id = _made
        _made += 1
        self._patch = {"id": self._id, "image": index, "box": box}
        self.left = left
        self.lower = lower
        self.right = right
        self.upper = upper
        self.width = right - left
        self.height = upper - lower
        self.horizontal_center = (left + right) / 2
        self.vertical_center = (lower + upper) / 2
        self.cropped_image = _Image(index, box)
        self.original_image = _images[index]
        self.parent_img_patch = parent
        return self

    def _child(self, box):
        return ImagePatch.__new__(ImagePatch)._become(self._patch["image"], box, self)

    def find(self, object_name, confidence_threshold=None, return_confidence=False):
        request = {"patch": self._patch, "name": _text("find", "the name of an object", object_name), "next": _made}
        if confidence_threshold is not None:
            request["threshold"] = max(-1.0, min(2.0, float(confidence_threshold)))
        found = call_tool("find", request)
        patches = [self._child({side: each[side] for side in ("left", "lower", "right", "upper")}) for each in found]
        if return_confidence:
            return [(patch, float(each["confidence"])) for patch, each in zip(patches, found)]
        return patches

    def exists(self, object_name):
        return call_tool("exists", {"patch": self._patch, "name": _text("exists", "the name of an object", object_name)})

    def verify_property(self, object_name, property):
        name = _text("verify_property", "the name of the object", object_name)
        asked = _text("verify_property", "the property", property)
        return call_tool("verify_property", {"patch": self._patch, "name": name, "property": asked})

    def best_text_match(self, option_list, prefix=None):
        request = {"patch": self._patch, "options": _texts("best_text_match", "the options", option_list)}
        if prefix is not None:
            request["prefix"] = _text("best_text_match", "the prefix", prefix)
        return call_tool("best_text_match", request)

    def simple_query(self, question=None):
        asked = "What is this?" if question is None else _text("simple_query", "a question", question)
        return call_tool("simple_query", {"patch": self._patch, "question": asked})

    def compute_depth(self):
        return float(call_tool("compute_depth", {"patch": self._patch}))

    def crop(self, left, lower, right, upper):
        asked = _coordinates("crop", left, lower, right, upper)
        return self._child(call_tool("crop", {"patch": self._patch, "asked": asked, "next": _made}))

    def overlaps_with(self, left, lower, right, upper):
        return self.left <= right and self.right >= left and self.lower <= upper and self.upper >= lower

    def llm_query(self, question, long_answer=True):
        return llm_query(question, None, long_answer)

    def print_image(self, size=None):
        print(repr(self))

    def __repr__(self):
        return (
            f"ImagePatch(left={self.left}, right={self.right}, upper={self.upper}, lower={self.lower}, "
            f"height={self.height}, width={self.width}, horizontal_center={self.horizontal_center}, "
            f"vertical_center={self.vertical_center})"
        )


show_as(
    ImagePatch,
    ("left", "right", "upper", "lower", "height", "width", "horizontal_center", "vertical_center"),
)


class VideoSegment:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("VideoSegment is not supported: visual programs answer questions about images")


def bool_to_yesno(bool_answer):
    return "yes" if bool_answer else "no"


def distance(patch_a, patch_b):
    if not (isinstance(patch_a, ImagePatch) and isinstance(patch_b, ImagePatch)):
        return abs(patch_a - patch_b)
    across = max(0, patch_a.left - patch_b.right, patch_b.left - patch_a.right)
    up = max(0, patch_a.lower - patch_b.upper, patch_b.lower - patch_a.upper)
    if across or up:
        return math.sqrt(across**2 + up**2)
    width = min(patch_a.right, patch_b.right) - max(patch_a.left, patch_b.left)
    height = min(patch_a.upper, patch_b.upper) - max(patch_a.lower, patch_b.lower)
    shared = width * height
    both = patch_a.width * patch_a.height + patch_b.width * patch_b.height - shared
    return -shared / both if shared else 0.0


def best_image_match(list_patches, content, return_index=False):
    patches = list(list_patches)
    for patch in patches:
        if not isinstance(patch, ImagePatch):
            raise TypeError(f"best_image_match() takes a list of ImagePatch, not of {type(patch).__name__}")
    texts = _texts("best_image_match", "the content", content)
    if not patches:
        return None
    if len(patches) > _MOST_ITEMS:
        raise ValueError(f"best_image_match() takes at most {_MOST_ITEMS} patches, not {len(patches)}")
    best = call_tool("best_image_match", {"patches": [patch._patch for patch in patches], "content": texts})
    return best if return_index else patches[best]


def llm_query(query, context=None, long_answer=True):
    request = {"question": _text("llm_query", "a question", query), "long": bool(long_answer)}
    if context is not None:
        request["context"] = _text("llm_query", "the context", context)
    return call_tool("llm_query", request)


def _said(value, room, depth=0):
    room[0] -= 1
    if isinstance(value, bool):
        return {"kind": "boolean", "value": value}
    if isinstance(value, str):
        return {"kind": "text", "text": str.__str__(value)[:_MOST_TEXT]}
    if isinstance(value, int) and abs(value) <= 2**53:
        return {"kind": "number", "value": int.__int__(value)}
    if isinstance(value, float) and math.isfinite(value):
        return {"kind": "number", "value": float.__float__(value)}
    if isinstance(value, ImagePatch):
        return {"kind": "patch", "patch": value._patch}
    if isinstance(value, (list, tuple)) and depth < 4 and len(value) <= room[0]:
        return {"kind": "list", "items": [_said(item, room, depth + 1) for item in value]}
    return {"kind": "other", "type": type(value).__name__[:200], "text": str.__str__(str(value))[:_MOST_TEXT]}


def answer(value):
    """Tells the host what `execute_command` returned."""
    call_tool("answer", {"answer": _said(value, [_MOST_ITEMS])})
    return value
