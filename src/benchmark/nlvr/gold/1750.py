def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        for triangle in box.find('black triangle'):
            if triangle.left - box.left <= 1 or box.right - triangle.right <= 1:
                return 'no'
            if triangle.lower - box.lower <= 1 or box.upper - triangle.upper <= 1:
                return 'no'
    return 'yes'
