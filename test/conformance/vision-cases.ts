/** An expression in a visual program, where `p` is the patch of the whole image and `dogs` are the dogs in it, and its `repr`. */
export interface VisionCase {
  readonly name: string
  readonly expression: string
  readonly is: string
}

/** What the fake backend of the suite sees in each image, 400 × 100. */
export const sight = {
  find: {
    dog: [
      { left: 10, lower: 10, right: 60, upper: 70, confidence: 0.9 },
      { left: 200, lower: 0, right: 260, upper: 80, confidence: 0.7 },
    ],
    ball: [{ left: 20, lower: 20, right: 30, upper: 30, confidence: 0.5 }],
    blur: [
      { left: 100.9, lower: 10.2, right: 150.7, upper: 20.9, confidence: 0.4 },
      { left: 100.1, lower: 10, right: 100.8, upper: 90, confidence: 0.3 },
    ],
    cat: [{ left: 300, lower: 0, right: 350, upper: 50, confidence: 0.8 }],
    'dog house': [
      { left: 300, lower: 0, right: 350, upper: 50, confidence: 0.8 },
      { left: 350, lower: 0, right: 390, upper: 50, confidence: 0.6 },
    ],
  },
  query: {
    'What is this?': 'a dog',
    'How many dogs are there?': '2',
    'Is this a dog house?': 'Yes, it is',
    'Is this a cat?': 'no',
    'What number is written in the image (in digits)?': 'twenty three',
  },
  verify: { 'red dog': 0.61, 'blue dog': 0.6 },
  match: { leather: 0.2, cloth: 0.7, 'made of leather': 0.9, 'made of cloth': 0.1, good: 0.5 },
  depth: ({ left }: { readonly left: number }) => left / 4,
} as const

const patch = (left: number, lower: number, right: number, upper: number): string =>
  `ImagePatch(left=${left}, right=${right}, upper=${upper}, lower=${lower}, height=${upper - lower}, width=${right - left}, ` +
  `horizontal_center=${half(left + right)}, vertical_center=${half(lower + upper)})`
const half = (sum: number): string => (sum / 2).toFixed(1)

const of = (name: string, cases: Readonly<Record<string, string>>): readonly VisionCase[] =>
  Object.entries(cases).map(([expression, is]) => ({ name: `${name}: ${expression}`, expression, is }))

const SHORT = 'Answer in as few words as possible, without a sentence around them.'

export const visionCases: readonly VisionCase[] = [
  ...of('ImagePatch', {
    p: patch(0, 0, 400, 100),
    'ImagePatch(image, 10, 20, 60, 100)': patch(10, 20, 60, 100),
    'ImagePatch(image, left=10.9, lower=20.9, right=60.9, upper=99.9)': patch(10, 20, 60, 99),
    'ImagePatch(image, -5, -5, 1000, 1000)': patch(0, 0, 400, 100),
    'ImagePatch(dogs[0].cropped_image)': patch(10, 10, 60, 70),
    'ImagePatch(dogs[0].cropped_image, 5, 5, 10, 15)': patch(15, 15, 20, 25),
    'ImagePatch(dogs[0].original_image)': patch(0, 0, 400, 100),
    'dogs[0].cropped_image': 'Image(index=0)',
    'dogs[0].original_image is image': 'True',
    'dogs[0].parent_img_patch is p': 'True',
    'p.parent_img_patch': 'None',
    '[dogs[0].left, dogs[0].lower, dogs[0].right, dogs[0].upper]': '[10, 10, 60, 70]',
    '[dogs[0].width, dogs[0].height, dogs[0].horizontal_center, dogs[0].vertical_center]': '[50, 60, 35.0, 40.0]',
    '[each._id for each in [p, *dogs, p.crop(0, 0, 1, 1)]]': '[0, 1, 2, 3]',
  }),
  ...of('find', {
    'p.find("dog")': `[${patch(10, 10, 60, 70)}, ${patch(200, 0, 260, 80)}]`,
    'p.find("bird")': '[]',
    'dogs[0].find("ball")': `[${patch(20, 20, 30, 30)}]`,
    'dogs[1].find("ball")': '[]',
    // Whole pixels, and nothing without area.
    'p.find("blur")': `[${patch(100, 10, 150, 20)}]`,
    'p.find(object_name="dog", confidence_threshold=0.8)': `[${patch(10, 10, 60, 70)}]`,
    'p.find("ball", return_confidence=True)': `[(${patch(20, 20, 30, 30)}, 0.5)]`,
  }),
  ...of('exists', {
    'p.exists("dog house")': 'True',
    // Found, and not confirmed.
    'p.exists("cat")': 'False',
    'p.exists("bird")': 'False',
    'p.exists("23")': 'True',
    'p.exists("number 23")': 'True',
    'p.exists("Number twenty-three")': 'True',
    'p.exists("number seven")': 'False',
    'p.exists("number plate")': 'False',
  }),
  ...of('verify_property', {
    'dogs[0].verify_property("dog", "red")': 'True',
    // It must be more than 0.6.
    'dogs[0].verify_property("dog", "blue")': 'False',
    'dogs[0].verify_property(object_name="dog", property="green")': 'False',
  }),
  ...of('best_text_match', {
    'p.best_text_match(["leather", "cloth"])': "'cloth'",
    'p.best_text_match(["leather", "cloth"], prefix="made of")': "'leather'",
    'p.best_text_match(option_list=("cloth", "leather"))': "'cloth'",
    // The first of equals.
    'p.best_text_match(["x", "y"])': "'x'",
  }),
  ...of('simple_query', {
    'p.simple_query("How many dogs are there?")': "'2'",
    'p.simple_query()': "'a dog'",
    'p.simple_query(question="Why?")': "'unknown'",
  }),
  ...of('compute_depth', {
    'dogs[1].compute_depth()': '50.0',
    'dogs[0].compute_depth()': '2.5',
  }),
  ...of('crop', {
    'p.crop(10, 20, 60, 100)': patch(10, 20, 60, 100),
    // Of a patch that lies elsewhere, the edges count from its own corner, and cannot leave it.
    'dogs[1].crop(10, 20, 30, 40)': patch(210, 20, 230, 40),
    'dogs[1].crop(0, 0, 1000, 1000)': patch(200, 0, 260, 80),
    'dogs[1].crop(1.7, -1.7, "30", 40.9)': patch(201, 0, 230, 40),
    'dogs[1].crop(10, 20, 30, 40).parent_img_patch is dogs[1]': 'True',
    'p.crop(left=0, lower=0, right=1, upper=1).width': '1',
  }),
  ...of('overlaps_with', {
    'dogs[0].overlaps_with(50, 60, 100, 100)': 'True',
    'dogs[0].overlaps_with(60, 70, 100, 100)': 'True',
    'dogs[0].overlaps_with(61, 10, 100, 70)': 'False',
    'dogs[0].overlaps_with(10, 71, 60, 100)': 'False',
  }),
  ...of('print_image', { 'p.print_image()': 'None', 'p.print_image(size=(10, 10))': 'None' }),
  ...of('bool_to_yesno', { 'bool_to_yesno(True)': "'yes'", 'bool_to_yesno(dogs == [])': "'no'" }),
  ...of('distance', {
    // 140 pixels lie between 60 and 200.
    'distance(dogs[0], dogs[1])': '140.0',
    'distance(dogs[1], dogs[0])': '140.0',
    'distance(p.crop(0, 0, 10, 10), p.crop(13, 14, 20, 20))': '5.0',
    'distance(p.crop(0, 0, 10, 10), p.crop(10, 0, 20, 10))': '0.0',
    // A quarter of two squares of 100 is shared: 25 / 175.
    'round(distance(p.crop(0, 0, 10, 10), p.crop(5, 5, 15, 15)), 6)': '-0.142857',
    'distance(dogs[0], dogs[0])': '-1.0',
    'distance(3, 7.5)': '4.5',
  }),
  ...of('best_image_match', {
    'best_image_match([p, dogs[0], dogs[1]], ["best"])': patch(200, 0, 260, 80),
    'best_image_match(dogs, ["good", "best"], return_index=True)': '1',
    'best_image_match(list_patches=[], content=["best"])': 'None',
    'best_image_match([], ["best"], True)': 'None',
  }),
  ...of('llm_query', {
    'llm_query("capital of France?")': "'capital of France?'",
    'llm_query("capital?", context="France", long_answer=False)': `'France | capital? | ${SHORT}'`,
    'p.llm_query("capital of France?", long_answer=False)': `'capital of France? | ${SHORT}'`,
  }),
  ...of('math', { 'math.floor(2.5)': '2' }),
]

/** An expression that must raise, and what: the program's own error, told as Python tells its own. */
export const faultyCases: Readonly<Record<string, string>> = {
  'image.find("dog")': "AttributeError: 'Image' object has no attribute 'find'",
  'p.locate("dog")': "AttributeError: 'ImagePatch' object has no attribute 'locate'",
  'ImagePatch(p)': 'TypeError: ImagePatch() takes an image, not ImagePatch',
  'ImagePatch(image, 1, 2)': 'TypeError: ImagePatch() takes all of left, lower, right and upper as numbers, not None',
  'ImagePatch(image, 10, 10, 10, 20)': 'Exception: ImagePatch has no area',
  'p.crop(30, 0, 20, 10)': 'Exception: ImagePatch has no area',
  'p.crop(500, 0, 600, 10)': 'Exception: ImagePatch has no area',
  'p.crop("a", 0, 1, 1)': "ValueError: invalid literal for int() with base 10: 'a'",
  'p.crop(float("nan"), 0, 1, 1)': 'ValueError: cannot convert float NaN to integer',
  'p.crop(1, 2)': "TypeError: ImagePatch.crop() missing 2 required positional arguments: 'right' and 'upper'",
  'p.find(3)': 'TypeError: find() takes the name of an object as a str, not int',
  'p.find("x" * 10001)': 'ValueError: find() takes the name of an object of at most 10000 characters, not 10001',
  'p.exists(["dog"])': 'TypeError: exists() takes the name of an object as a str, not list',
  // As the published class documentation has it.
  'p.verify_property("red")':
    "TypeError: ImagePatch.verify_property() missing 1 required positional argument: 'property'",
  'p.best_text_match("red", "blue")': 'TypeError: best_text_match() takes the options as a list of str, not a str',
  'p.best_text_match([])': 'ValueError: best_text_match() takes at least one of the options',
  'p.best_text_match(["a", 1])': 'TypeError: best_text_match() takes each of the options as a str, not int',
  'p.simple_query(p)': 'TypeError: simple_query() takes a question as a str, not ImagePatch',
  'p.find("dog", limit=2)': "TypeError: ImagePatch.find() got an unexpected keyword argument 'limit'",
  'best_image_match([p], "dog")': 'TypeError: best_image_match() takes the content as a list of str, not a str',
  'best_image_match([image], ["dog"])': 'TypeError: best_image_match() takes a list of ImagePatch, not of Image',
  'distance(p, 3)': "TypeError: unsupported operand type(s) for -: 'ImagePatch' and 'int'",
  'VideoSegment(image)':
    'NotImplementedError: VideoSegment is not supported: visual programs answer questions about images',
  answer: "NameError: name 'answer' is not defined",
  image_dict: "NameError: name 'image_dict' is not defined",
}
