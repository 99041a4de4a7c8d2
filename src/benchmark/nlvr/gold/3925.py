def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.lower)
        for index in range(len(blocks) - 1):
            color = blocks[index].simple_query('What color is this?')
            color_above = blocks[index + 1].simple_query('What color is this?')
            if color == 'yellow' and color_above != 'yellow':
                return 'yes'
    return 'no'
