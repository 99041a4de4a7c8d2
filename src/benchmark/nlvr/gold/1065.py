def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    wanted = ['blue triangle', 'yellow square', 'yellow circle']
    for box in image_patch.find('box'):
        if all(len(box.find(name)) > 0 for name in wanted):
            return 'yes'
    return 'no'
