def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        yellow_triangles = box.find('yellow triangle')
        black_squares = box.find('black square')
        if len(yellow_triangles) >= 1 and len(black_squares) == 2:
            return 'yes'
    return 'no'
