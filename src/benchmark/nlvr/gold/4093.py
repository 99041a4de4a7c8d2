def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        if len(blocks) == 2:
            top = blocks[0] if blocks[0].vertical_center > blocks[1].vertical_center else blocks[1]
            if top.verify_property('block', 'blue'):
                count += 1
    return bool_to_yesno(count >= 1)
