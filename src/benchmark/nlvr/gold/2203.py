def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    blocks = image_patch.find('block')
    blue_count = 0
    for block in blocks:
        if block.verify_property('block', 'blue'):
            blue_count = blue_count + 1
    if blue_count >= 3:
        return 'yes'
    else:
        return 'no'
