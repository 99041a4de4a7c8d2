def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        black_circles = [c for c in box.find('black circle') if not c.verify_property('circle', 'small')]
        yellow_circles = [c for c in box.find('yellow circle') if not c.verify_property('circle', 'small')]
        if black_circles and yellow_circles:
            return 'yes'
    return 'no'
