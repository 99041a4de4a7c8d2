def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        for triangle in box.find('black triangle'):
            gaps = [
                triangle.left - box.left,
                box.right - triangle.right,
                triangle.lower - box.lower,
                box.upper - triangle.upper,
            ]
            if min(gaps) <= 1:
                return 'yes'
    return 'no'
