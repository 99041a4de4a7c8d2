def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    yellow_bases = []
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        lowest_block = min(blocks, key=lambda block: block.lower)
        if lowest_block.verify_property('block', 'yellow'):
            yellow_bases.append(lowest_block)
    return bool_to_yesno(len(yellow_bases) == 1)
