def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        triangles = box.find('black triangle') + box.find('yellow triangle')
        for triangle in triangles:
            if triangle.lower - box.lower <= 1:
                return 'yes'
    return 'no'
