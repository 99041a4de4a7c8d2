def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.lower)
        if len(blocks) < 2:
            continue
        second = blocks[1]
        if second.verify_property('block', 'black'):
            count += 1
    return bool_to_yesno(count == 1)
