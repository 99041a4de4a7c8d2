def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        for circle in box.find('blue circle'):
            if min(circle.left - box.left, box.right - circle.right) <= 1:
                return 'yes'
            if min(circle.lower - box.lower, box.upper - circle.upper) <= 1:
                return 'yes'
    return 'no'
