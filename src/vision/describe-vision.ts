import type { VisualInput } from '../core/visual.ts'

/** The API in our own words, for the prompt of a model that writes or mends visual programs: Python with doc comments. */
export const describeVision = (input: VisualInput): string =>
  [API, ...visionExamples[input].map(({ query, source }) => `# ${query}\n${source}`)].join('\n\n')

export interface VisionExample {
  /** The line before the program. */
  readonly query: string
  readonly source: string
}

const API = `import math

class ImagePatch:
    """A rectangle of an image, with methods that look at it.

    Coordinates are pixels of the whole image. They count from its lower left corner: x grows to the right and y GROWS
    UPWARDS, so the patch with the greater vertical_center is the higher one.

    left, lower, right, upper: int          the four edges
    width, height: int                      right - left, upper - lower
    horizontal_center, vertical_center: float
    """

    def __init__(self, image, left=None, lower=None, right=None, upper=None):
        """The whole image, or the part between the given edges. An image can only be looked at through an ImagePatch."""

    def find(self, object_name: str) -> list["ImagePatch"]:
        """A new patch around each object of that name inside this patch. An empty list where there is none."""

    def exists(self, object_name: str) -> bool:
        """Whether the object can be seen in this patch."""

    def verify_property(self, object_name: str, property: str) -> bool:
        """Whether the object in this patch has the property, a colour, shape, material or state: always two arguments.
        The object is taken to be there: ask exists() for that."""

    def best_text_match(self, option_list: list[str], prefix: str | None = None) -> str:
        """The one option that describes this patch best. The prefix is put before each option."""

    def simple_query(self, question: str = "What is this?") -> str:
        """A short answer, in words, to a plain question about what can be seen in this patch. Numbers come as text."""

    def compute_depth(self) -> float:
        """The median depth of this patch: the greater, the farther away."""

    def crop(self, left: int, lower: int, right: int, upper: int) -> "ImagePatch":
        """A part of this patch. Its edges count from the lower left corner of THIS patch."""

    def overlaps_with(self, left: int, lower: int, right: int, upper: int) -> bool:
        """Whether this patch shares a point with the rectangle, whose edges are those of the whole image."""

def bool_to_yesno(bool_answer: bool) -> str:
    """'yes' or 'no'."""

def distance(patch_a, patch_b) -> float:
    """Pixels between the nearest edges of two patches; below zero where they overlap, the more the lower.
    Of two numbers: their difference, never below zero."""

def best_image_match(list_patches: list[ImagePatch], content: list[str], return_index: bool = False):
    """The patch that shows the content best, or its index. None for an empty list."""

def llm_query(query: str, context: str | None = None, long_answer: bool = True) -> str:
    """Asks a language model, which sees no image."""`

/** Programs of our own, each right as it stands. */
export const visionExamples: Readonly<Record<VisualInput, readonly VisionExample[]>> = {
  image: [
    {
      query: 'Given an image: How many cups are left of the lamp?',
      source: `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    lamps = image_patch.find("lamp")
    cups = image_patch.find("cup")
    if not lamps:
        return "0"
    lamp = lamps[0]
    return str(len([cup for cup in cups if cup.horizontal_center < lamp.horizontal_center]))`,
    },
    {
      query: 'Given an image: Is the highest shelf empty?',
      source: `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    shelves = sorted(image_patch.find("shelf"), key=lambda shelf: shelf.vertical_center)
    if not shelves:
        return "no"
    return bool_to_yesno(shelves[-1].verify_property("shelf", "empty"))`,
    },
    {
      query: 'Given an image: Is the bag beside the bench made of leather or of cloth?',
      source: `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    benches = image_patch.find("bench")
    bags = image_patch.find("bag")
    if not bags:
        return image_patch.simple_query("Is the bag beside the bench made of leather or of cloth?")
    bag = min(bags, key=lambda bag: distance(bag, benches[0])) if benches else bags[0]
    return bag.best_text_match(["leather", "cloth"], prefix="a bag made of")`,
    },
    {
      query: 'Given an image: Find the dog that is nearest to the camera.',
      source: `def execute_command(image) -> ImagePatch:
    image_patch = ImagePatch(image)
    dogs = image_patch.find("dog")
    if not dogs:
        return image_patch
    return min(dogs, key=lambda dog: dog.compute_depth())`,
    },
  ],
  image_dict: [
    {
      query:
        'Given two images, one on the left and one on the right: Is the statement true? Both images show exactly two birds.',
      source: `def execute_command(image_dict) -> str:
    for image in image_dict.values():
        if len(ImagePatch(image).find("bird")) != 2:
            return "no"
    return "yes"`,
    },
    {
      query:
        'Given two images, one on the left and one on the right: Is the statement true? There are more boats on the left than on the right.',
      source: `def execute_command(image_dict) -> str:
    left_boats = ImagePatch(image_dict["left"]).find("boat")
    right_boats = ImagePatch(image_dict["right"]).find("boat")
    return bool_to_yesno(len(left_boats) > len(right_boats))`,
    },
  ],
  image_list: [
    {
      query: 'Given a list of images: How many images show a red door?',
      source: `def execute_command(image_list) -> str:
    count = 0
    for image in image_list:
        doors = ImagePatch(image).find("door")
        if any(door.verify_property("door", "red") for door in doors):
            count += 1
    return str(count)`,
    },
    {
      query: 'Given a list of images: What colour is the car in the picture of a bridge?',
      source: `def execute_command(image_list) -> str:
    patches = [ImagePatch(image) for image in image_list]
    bridge = best_image_match(patches, ["a bridge"])
    cars = bridge.find("car")
    return (cars[0] if cars else bridge).simple_query("What color is the car?")`,
    },
  ],
}
