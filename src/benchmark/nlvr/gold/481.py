def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        colors = [item.simple_query('What color is this?') for item in box.find('item')]
        if len(set(colors)) == 1:
            return 'yes'
    return 'no'
