def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        blue_triangles = box.find('blue triangle')
        black_items = box.find('black item')
        if len(blue_triangles) > 0 and len(black_items) >= 2:
            return 'yes'
    return 'no'
