def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        top = min(blocks, key=lambda block: block.vertical_center)
        if len(blocks) == 3 and top.verify_property('block', 'yellow'):
            return 'yes'
    return 'no'
