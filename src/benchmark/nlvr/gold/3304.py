def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.vertical_center)
        if len(blocks) > 2 and blocks[0].verify_property('block', 'blue'):
            return 'yes'
    return 'no'
