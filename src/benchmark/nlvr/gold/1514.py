def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for square_patch in image_patch.find('grey square'):
        if len(square_patch.find('object')) == 4:
            return 'yes'
    return 'no'
