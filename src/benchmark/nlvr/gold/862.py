def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        for square in box.find('square'):
            horizontal_gap = min(square.left - box.left, box.right - square.right)
            vertical_gap = min(square.lower - box.lower, box.upper - square.upper)
            if horizontal_gap > 2 or vertical_gap > 2:
                continue
            if not square.verify_property('square', 'yellow'):
                return 'yes'
    return 'no'
