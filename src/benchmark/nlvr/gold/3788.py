def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        colors = set(block.simple_query('What color is this?') for block in blocks)
        if len(blocks) > 1 and len(colors) == 1:
            count += 1
    return bool_to_yesno(count == 2)
