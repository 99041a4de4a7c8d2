def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        if len(blocks) != 3:
            continue
        top = max(blocks, key=lambda block: block.vertical_center)
        if top.simple_query('Is this a blue block?') == 'yes':
            return 'yes'
    return 'no'
