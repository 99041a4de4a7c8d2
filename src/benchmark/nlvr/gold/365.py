def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box_patch in image_patch.find('box'):
        if not box_patch.exists('black item'):
            return 'no'
    return 'yes'
