def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    black_circle_patches = image_patch.find('black circle')
    if len(black_circle_patches) == 2:
        return 'yes'
    return 'no'
