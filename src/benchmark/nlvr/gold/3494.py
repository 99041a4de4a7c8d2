def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.lower)
        for lower_block, upper_block in zip(blocks, blocks[1:]):
            if lower_block.verify_property('block', 'blue') and upper_block.verify_property('block', 'black'):
                return 'yes'
    return 'no'
