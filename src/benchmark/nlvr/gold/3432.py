def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        if len(blocks) == 1 and blocks[0].verify_property('block', 'black'):
            return 'yes'
    return 'no'
