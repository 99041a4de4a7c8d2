def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        for square in box.find('square'):
            if square.verify_property('square', 'black') and square.lower - box.lower <= 1:
                return 'yes'
    return 'no'
