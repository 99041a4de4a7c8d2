def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    black_blocks = image_patch.find('black block')
    return 'yes' if len(black_blocks) >= 3 else 'no'
