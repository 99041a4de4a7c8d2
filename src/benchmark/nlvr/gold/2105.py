def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        top_block = max(blocks, key=lambda block: block.upper)
        if top_block.verify_property('block', 'yellow'):
            count += 1
    return bool_to_yesno(count == 1)
