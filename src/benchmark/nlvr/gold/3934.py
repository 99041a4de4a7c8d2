def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.upper, reverse=True)
        if len(blocks) < 2:
            continue
        top = blocks[0]
        below_top = blocks[1]
        if top.verify_property('block', 'yellow') and below_top.verify_property('block', 'yellow'):
            return 'yes'
    return 'no'
