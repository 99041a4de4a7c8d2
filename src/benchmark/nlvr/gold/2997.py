def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.lower)
        if len(blocks) < 2:
            continue
        base_block, second_block = blocks[0], blocks[1]
        if base_block.verify_property('block', 'black') and second_block.verify_property('block', 'black'):
            return bool_to_yesno(True)
    return bool_to_yesno(False)
