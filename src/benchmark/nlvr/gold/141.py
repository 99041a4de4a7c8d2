def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    black_triangles = image_patch.find('black triangle')
    return bool_to_yesno(len(black_triangles) == 2)
